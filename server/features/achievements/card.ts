import { eq, inArray } from 'drizzle-orm';
import { achievements, userAchievements } from '#server/db/schema/index';
import type { CardSource } from '#server/kernel/cards';
import { presentAchievement } from './present.ts';

/** How unlocked achievements show in the thread. */
export const achievementCards: CardSource<'achievement'> = {
  async hydrate(db, ids) {
    if (ids.length === 0) return new Map();
    const rows = await db
      .select({ unlocked: userAchievements, achievement: achievements })
      .from(userAchievements)
      .innerJoin(achievements, eq(achievements.achievementId, userAchievements.achievementId))
      .where(inArray(userAchievements.userAchievementId, [...ids]));
    return new Map(rows.map((row) => [row.unlocked.userAchievementId, presentAchievement(row)]));
  },
};
