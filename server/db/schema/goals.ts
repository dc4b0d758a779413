import { boolean, index, integer, pgTable, serial, varchar } from 'drizzle-orm/pg-core';
import { GOAL_TYPES } from '#contract/enums';
import { createdAt, decimal, oneOf, positive, updatedAt } from './columns.ts';
import { users } from './users.ts';

/** What a person works towards; weights in kilograms. */
export const userGoals = pgTable(
  'user_goals',
  {
    goalId: serial('goal_id').primaryKey(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.userId),
    targetWeight: decimal('target_weight').notNull(),
    /** As it was when the goal was set. */
    currentWeight: decimal('current_weight').notNull(),
    dailyCalorieGoal: decimal('daily_calorie_goal'),
    /** Kilograms per week; losing is negative. */
    weeklyWeightChangeGoal: decimal('weekly_weight_change_goal').notNull().default(-0.5),
    goalType: varchar('goal_type', { length: 50, enum: GOAL_TYPES }).notNull().default('weight_loss'),
    isActive: boolean('is_active').notNull().default(true),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    positive('user_goals_target_weight_positive', t.targetWeight),
    positive('user_goals_current_weight_positive', t.currentWeight),
    positive('user_goals_daily_calorie_goal_positive', t.dailyCalorieGoal),
    oneOf('user_goals_goal_type_known', t.goalType, GOAL_TYPES),
    index('user_goals_user_id_index').on(t.userId),
  ],
);
