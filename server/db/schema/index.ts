/** Every table, under one roof for Drizzle. */
export { achievements, userAchievements } from './achievements.ts';
export { clientRoutineAssignments } from './assignments.ts';
export { brandSettings } from './brand-settings.ts';
export { checkIns } from './check-ins.ts';
export { conversationMembers, conversations } from './conversations.ts';
export { dailyExercises, dailyLogs } from './daily-logs.ts';
export { exercises } from './exercises.ts';
export { userGoals } from './goals.ts';
export { inviteTokens } from './invite-tokens.ts';
export { messages } from './messages.ts';
export { notifications } from './notifications.ts';
export { foods, mealItems, userDailyMealPlans } from './nutrition.ts';
export { routineExercises, routines } from './routines.ts';
export { scheduledRoutines } from './scheduled-routines.ts';
export { sessions } from './sessions.ts';
export { dietTemplates, routineTemplates } from './templates.ts';
export { users } from './users.ts';
