import * as z from 'zod/mini';
import { ACHIEVEMENT_CATEGORIES, RARITIES } from './enums.ts';

/** A weekly check-in. `weightDelta` is to last week's, in kg; null without one of both. */
export const checkInCard = z.object({
  kind: z.literal('check_in'),
  checkInId: z.int(),
  clientId: z.int(),
  weekOf: z.iso.date(),
  weight: z.nullable(z.number()),
  weightDelta: z.nullable(z.number()),
  feeling: z.nullable(z.int()),
  notes: z.nullable(z.string()),
  photos: z.object({
    front: z.nullable(z.string()),
    side: z.nullable(z.string()),
    back: z.nullable(z.string()),
  }),
  status: z.enum(['submitted', 'reviewed']),
  submittedAt: z.iso.datetime(),
  reviewedAt: z.nullable(z.iso.datetime()),
});
export type CheckInCard = z.infer<typeof checkInCard>;

/** One exercise of a plan. `weightKg` is the load; `dayOfWeek` 0 is Sunday, null means every day of the plan. */
export const plannedExercise = z.object({
  exerciseId: z.int(),
  name: z.string(),
  sets: z.int(),
  reps: z.nullable(z.int()),
  durationMinutes: z.nullable(z.number()),
  weightKg: z.number(),
  dayOfWeek: z.nullable(z.int()),
  orderIndex: z.int(),
});
export type PlannedExercise = z.infer<typeof plannedExercise>;

/**
 * A routine a coach assigned. `current` is the entry of the calendar the card is about now: the next one that is due,
 * else the last one; `progress` counts its exercises.
 */
export const routineAssignmentCard = z.object({
  kind: z.literal('routine_assignment'),
  assignmentId: z.int(),
  templateId: z.int(),
  name: z.string(),
  assignedDate: z.iso.date(),
  isRecurring: z.boolean(),
  recurringDay: z.nullable(z.int()),
  status: z.enum(['active', 'ended']),
  exercises: z.array(plannedExercise),
  current: z.nullable(
    z.object({
      scheduledId: z.int(),
      scheduledDate: z.iso.date(),
      isCompleted: z.boolean(),
      doneExerciseIds: z.array(z.int()),
    }),
  ),
  progress: z.object({ done: z.int(), total: z.int() }),
});
export type RoutineAssignmentCard = z.infer<typeof routineAssignmentCard>;

/** An achievement somebody unlocked; `icon` is a name from the icon set. */
export const achievementCard = z.object({
  kind: z.literal('achievement'),
  achievementId: z.int(),
  clientId: z.int(),
  name: z.string(),
  description: z.nullable(z.string()),
  icon: z.nullable(z.string()),
  category: z.nullable(z.enum(ACHIEVEMENT_CATEGORIES)),
  rarity: z.enum(RARITIES),
  unlockedAt: z.iso.datetime(),
});
export type AchievementCard = z.infer<typeof achievementCard>;

/** The union of everything a message can show besides text. A new kind fails the build until it is drawn. */
export const card = z.discriminatedUnion('kind', [checkInCard, routineAssignmentCard, achievementCard]);
export type Card = z.infer<typeof card>;
export type CardKind = Card['kind'];
export type CardOf<K extends CardKind> = Extract<Card, { kind: K }>;
