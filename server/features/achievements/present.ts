import type { AchievementCard } from '#contract/cards';
import type { achievements, userAchievements } from '#server/db/schema/index';

export interface UnlockedRow {
  unlocked: typeof userAchievements.$inferSelect;
  achievement: typeof achievements.$inferSelect;
}

/** An unlocking as its card shows it; `achievementId` is the definition everybody shares. */
export function presentAchievement({ unlocked, achievement }: UnlockedRow): AchievementCard {
  return {
    kind: 'achievement',
    achievementId: achievement.achievementId,
    clientId: unlocked.userId,
    name: achievement.name,
    description: achievement.description,
    icon: achievement.icon,
    category: achievement.category,
    rarity: achievement.rarity,
    unlockedAt: unlocked.unlockedAt.toISOString(),
  };
}

/** An unlocking in one plain line. */
export function achievementText(name: string): string {
  return `Achievement: ${name}`;
}
