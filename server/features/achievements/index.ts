/** What clients unlock by what they really did; listens to facts, posts each unlocking once. */
export { achievementCards } from './card.ts';
export { loadAchievementDefinitions } from './definitions.ts';
export { evaluateAchievements } from './evaluate.ts';
export { achievementListener } from './listener.ts';
export { sweepAchievements } from './sweep.ts';
