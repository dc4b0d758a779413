import { index, integer, pgTable, serial, text, unique, varchar } from 'drizzle-orm/pg-core';
import { MEAL_TYPES } from '#contract/enums';
import { between, createdAt, decimal, notNegative, oneOf, positive } from './columns.ts';
import { dailyLogs } from './daily-logs.ts';
import { users } from './users.ts';

/** The catalogue; every figure is per 100 g. */
export const foods = pgTable(
  'foods',
  {
    foodId: serial('food_id').primaryKey(),
    name: varchar('name', { length: 100 }).notNull().unique(),
    /** The source's own name where it did not fit into `name`. */
    fullName: text('full_name'),
    caloriesBase: decimal('calories_base').notNull(),
    proteinG: decimal('protein_g').notNull().default(0),
    carbsG: decimal('carbs_g').notNull().default(0),
    fatG: decimal('fat_g').notNull().default(0),
    source: varchar('source', { length: 50 }),
    sourceId: varchar('source_id', { length: 100 }),
    licence: varchar('licence', { length: 50 }),
    createdAt: createdAt(),
  },
  (t) => [
    unique('foods_source_source_id_unique').on(t.source, t.sourceId),
    notNegative('foods_calories_base_range', t.caloriesBase),
    notNegative('foods_protein_g_range', t.proteinG),
    notNegative('foods_carbs_g_range', t.carbsG),
    notNegative('foods_fat_g_range', t.fatG),
  ],
);

/** What was eaten on a day. A part of its day: it goes with it. */
export const mealItems = pgTable(
  'meal_items',
  {
    mealItemId: serial('meal_item_id').primaryKey(),
    logId: integer('log_id')
      .notNull()
      .references(() => dailyLogs.logId, { onDelete: 'cascade' }),
    foodId: integer('food_id')
      .notNull()
      .references(() => foods.foodId),
    quantityGrams: decimal('quantity_grams').notNull(),
    mealType: varchar('meal_type', { length: 50, enum: MEAL_TYPES }).notNull(),
    consumedCalories: decimal('consumed_calories').notNull(),
    createdAt: createdAt(),
  },
  (t) => [
    positive('meal_items_quantity_grams_positive', t.quantityGrams),
    oneOf('meal_items_meal_type_known', t.mealType, MEAL_TYPES),
    notNegative('meal_items_consumed_calories_range', t.consumedCalories),
    index('meal_items_log_id_index').on(t.logId),
    index('meal_items_food_id_index').on(t.foodId),
  ],
);

/** The week's meals in a coach's own words. */
export const userDailyMealPlans = pgTable(
  'user_daily_meal_plans',
  {
    planId: serial('plan_id').primaryKey(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.userId),
    /** 0 is Sunday. */
    dayOfWeek: integer('day_of_week').notNull(),
    breakfast: varchar('breakfast', { length: 1000 }),
    lunch: varchar('lunch', { length: 1000 }),
    dinner: varchar('dinner', { length: 1000 }),
    snacks: varchar('snacks', { length: 1000 }),
  },
  (t) => [
    unique('user_daily_meal_plans_user_id_day_of_week_unique').on(t.userId, t.dayOfWeek),
    between('user_daily_meal_plans_day_of_week_range', t.dayOfWeek, 0, 6),
  ],
);
