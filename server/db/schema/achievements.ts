import { index, integer, pgTable, serial, unique, varchar } from 'drizzle-orm/pg-core';
import { ACHIEVEMENT_CATEGORIES, CONDITION_TYPES, RARITIES } from '#contract/enums';
import { createdAt, decimal, instant, oneOf, positive } from './columns.ts';
import { users } from './users.ts';

/** What can be unlocked, and by how much of what. */
export const achievements = pgTable(
  'achievements',
  {
    achievementId: serial('achievement_id').primaryKey(),
    name: varchar('name', { length: 100 }).notNull().unique(),
    description: varchar('description', { length: 500 }),
    icon: varchar('icon', { length: 50 }),
    category: varchar('category', { length: 50, enum: ACHIEVEMENT_CATEGORIES }),
    conditionType: varchar('condition_type', { length: 50, enum: CONDITION_TYPES }).notNull(),
    conditionValue: decimal('condition_value').notNull(),
    rarity: varchar('rarity', { length: 20, enum: RARITIES }).notNull().default('common'),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('achievements_category_known', t.category, ACHIEVEMENT_CATEGORIES),
    oneOf('achievements_condition_type_known', t.conditionType, CONDITION_TYPES),
    positive('achievements_condition_value_positive', t.conditionValue),
    oneOf('achievements_rarity_known', t.rarity, RARITIES),
  ],
);

export const userAchievements = pgTable(
  'user_achievements',
  {
    userAchievementId: serial('user_achievement_id').primaryKey(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.userId),
    achievementId: integer('achievement_id')
      .notNull()
      .references(() => achievements.achievementId),
    unlockedAt: instant('unlocked_at').notNull().defaultNow(),
  },
  (t) => [
    unique('user_achievements_user_id_achievement_id_unique').on(t.userId, t.achievementId),
    index('user_achievements_achievement_id_index').on(t.achievementId),
  ],
);
