import { sql } from 'drizzle-orm';
import { achievements } from '#server/db/schema/index';
import type { Db } from '#server/platform/postgres';

/** What can be unlocked. Icons are Lucide names; a name is what tells one from another, so it never changes. */
const DEFINITIONS: readonly (typeof achievements.$inferInsert)[] = [
  {
    name: 'First message',
    description: 'Wrote to the coach for the first time.',
    icon: 'message-circle',
    category: 'milestone',
    conditionType: 'messages_sent',
    conditionValue: 1,
    rarity: 'common',
  },
  {
    name: 'First check-in',
    description: 'Told the coach about a week for the first time.',
    icon: 'clipboard-check',
    category: 'milestone',
    conditionType: 'check_ins_submitted',
    conditionValue: 1,
    rarity: 'common',
  },
  {
    name: 'First workout',
    description: 'Finished every exercise of a planned session.',
    icon: 'dumbbell',
    category: 'exercise',
    conditionType: 'workouts_completed',
    conditionValue: 1,
    rarity: 'common',
  },
  {
    name: '4 check-ins',
    description: 'Told the coach about four weeks.',
    icon: 'calendar-check',
    category: 'milestone',
    conditionType: 'check_ins_submitted',
    conditionValue: 4,
    rarity: 'common',
  },
  {
    name: '7-day streak',
    description: 'Logged something on seven days in a row.',
    icon: 'flame',
    category: 'streak',
    conditionType: 'days_streak',
    conditionValue: 7,
    rarity: 'rare',
  },
  {
    name: '10 workouts',
    description: 'Finished ten planned sessions.',
    icon: 'medal',
    category: 'exercise',
    conditionType: 'workouts_completed',
    conditionValue: 10,
    rarity: 'rare',
  },
  {
    name: '50 workouts',
    description: 'Finished fifty planned sessions.',
    icon: 'trophy',
    category: 'exercise',
    conditionType: 'workouts_completed',
    conditionValue: 50,
    rarity: 'epic',
  },
  {
    name: '30-day streak',
    description: 'Logged something on thirty days in a row.',
    icon: 'crown',
    category: 'streak',
    conditionType: 'days_streak',
    conditionValue: 30,
    rarity: 'legendary',
  },
];

/** Brings the table in line with the definitions above. Run at every start; what is there and the same is left alone. */
export async function loadAchievementDefinitions(db: Db): Promise<void> {
  const { name, description, icon, category, conditionType, conditionValue, rarity } = achievements;
  await db
    .insert(achievements)
    .values([...DEFINITIONS])
    .onConflictDoUpdate({
      target: name,
      set: {
        description: sql`excluded.description`,
        icon: sql`excluded.icon`,
        category: sql`excluded.category`,
        conditionType: sql`excluded.condition_type`,
        conditionValue: sql`excluded.condition_value`,
        rarity: sql`excluded.rarity`,
      },
      setWhere: sql`(${description}, ${icon}, ${category}, ${conditionType}, ${conditionValue}, ${rarity})
        is distinct from (excluded.description, excluded.icon, excluded.category, excluded.condition_type,
          excluded.condition_value, excluded.rarity)`,
    });
}
