import * as z from 'zod/mini';
import { plannedExercise, routineAssignmentCard } from './cards.ts';
import { messageView } from './conversations.ts';
import { EXERCISE_CATEGORIES, SCHEDULE_STATUSES } from './enums.ts';
import { calendarDay, id, idInPath, pageCursor, pageLimit, trimmedText, uuid } from './primitives.ts';

/** A description a routine can be made from: the routine's own holds no more. */
const description = z.optional(z.nullable(trimmedText(0, 255)));

const sets = z.int().check(z.gte(1, 'must be 1 to 50'), z.lte(50, 'must be 1 to 50'));
const reps = z.int().check(z.gte(1, 'must be 1 to 1,000'), z.lte(1_000, 'must be 1 to 1,000'));
const minutes = z.number().check(z.positive('must be more than 0'), z.lte(1_440, 'must be at most a day'));
/** Load in kg; 0 is body weight. */
const load = z.number().check(z.gte(0, 'must not be negative'), z.lte(2_000, 'must be at most 2,000 kg'));
/** 0 Sunday to 6 Saturday. */
const dayOfWeek = z.int().check(z.gte(0, 'must be 0 (Sunday) to 6'), z.lte(6, 'must be 0 (Sunday) to 6'));

export const exerciseView = z.object({
  id: z.int(),
  name: z.string(),
  category: z.enum(EXERCISE_CATEGORIES),
  caloriesPerMinute: z.number(),
});
export type ExerciseView = z.infer<typeof exerciseView>;

export const exerciseList = listOf(exerciseView);

export const listExercisesQuery = z.strictObject({
  q: z.optional(trimmedText(0, 80)),
  category: z.optional(z.enum(EXERCISE_CATEGORIES)),
  cursor: pageCursor,
  limit: pageLimit,
});
export type ListExercisesQuery = z.infer<typeof listExercisesQuery>;

/** One line of a routine template: sets of reps, or sets of minutes. */
export const templateExerciseInput = z
  .strictObject({
    exerciseId: id,
    sets,
    reps: z.optional(z.nullable(reps)),
    durationMinutes: z.optional(z.nullable(minutes)),
    weightKg: z.optional(load),
    dayOfWeek: z.optional(z.nullable(dayOfWeek)),
    orderIndex: z.optional(z.int().check(z.gte(0), z.lte(1_000))),
  })
  .check(
    z.refine(
      (line) => (line.reps == null) !== (line.durationMinutes == null),
      'needs either reps or durationMinutes',
    ),
  );

export type TemplateExerciseInput = z.infer<typeof templateExerciseInput>;

export const routineTemplateInput = z.strictObject({
  name: trimmedText(1, 100),
  description,
  exercises: z
    .array(templateExerciseInput)
    .check(
      z.minLength(1, 'needs at least one exercise'),
      z.maxLength(60, 'holds at most 60 exercises'),
      refuseTwice,
    ),
});
export type RoutineTemplateInput = z.infer<typeof routineTemplateInput>;

export const routineTemplateView = z.object({
  id: z.int(),
  name: z.string(),
  description: z.nullable(z.string()),
  exercises: z.array(plannedExercise),
  /** Assignments made from it that have not ended. */
  activeAssignments: z.int(),
  updatedAt: z.iso.datetime(),
});
export type RoutineTemplateView = z.infer<typeof routineTemplateView>;

export const routineTemplateList = listOf(routineTemplateView);

export const listTemplatesQuery = z.strictObject({ cursor: pageCursor, limit: pageLimit });
export type ListTemplatesQuery = z.infer<typeof listTemplatesQuery>;

export const assignRoutineInput = z
  .strictObject({
    clientId: id,
    assignedDate: calendarDay,
    isRecurring: z.optional(z.boolean()),
    recurringDay: z.optional(z.nullable(dayOfWeek)),
    clientRequestId: z.optional(uuid),
  })
  .check(
    z.refine((input) => input.recurringDay == null || input.isRecurring === true, {
      error: 'goes with isRecurring',
      path: ['recurringDay'],
    }),
  );
export type AssignRoutineInput = z.infer<typeof assignRoutineInput>;

export const assignmentView = routineAssignmentCard;
export type AssignmentView = z.infer<typeof assignmentView>;

export const assignmentList = listOf(assignmentView);

export const listAssignmentsQuery = z.strictObject({ cursor: pageCursor, limit: pageLimit });
export type ListAssignmentsQuery = z.infer<typeof listAssignmentsQuery>;

export const assignedRoutine = z.object({ assignment: assignmentView, message: messageView });

/** One entry of a client's calendar. */
export const scheduledRoutineView = z.object({
  id: z.int(),
  clientId: z.int(),
  assignmentId: z.nullable(z.int()),
  name: z.string(),
  scheduledDate: z.iso.date(),
  status: z.enum(SCHEDULE_STATUSES),
  isCompleted: z.boolean(),
  completedAt: z.nullable(z.iso.datetime()),
  exercises: z.array(plannedExercise),
  doneExerciseIds: z.array(z.int()),
});
export type ScheduledRoutineView = z.infer<typeof scheduledRoutineView>;

export const scheduledRoutineList = listOf(scheduledRoutineView);

/** `clientId` is for coaches, who must name one; a client's own calendar needs none. */
export const listScheduledQuery = z
  .strictObject({
    from: calendarDay,
    to: calendarDay,
    clientId: z.optional(idInPath),
    cursor: pageCursor,
    limit: pageLimit,
  })
  .check(
    z.refine((q) => q.from <= q.to, { error: 'must not be before from', path: ['to'] }),
    z.refine((q) => Date.parse(q.to) - Date.parse(q.from) <= 366 * 86_400_000, {
      error: 'must be within a year of from',
      path: ['to'],
    }),
  );
export type ListScheduledQuery = z.infer<typeof listScheduledQuery>;

/** What was really done; without it what the plan says counts. */
export const tickExerciseInput = z.strictObject({
  done: z.boolean(),
  sets: z.optional(sets),
  reps: z.optional(reps),
  durationMinutes: z.optional(minutes),
  weightKg: z.optional(load),
});
export type TickExerciseInput = z.infer<typeof tickExerciseInput>;

interface DayBound {
  exerciseId: number;
  dayOfWeek?: number | null | undefined;
}

/** An exercise stands once on a day, and a line of every day stands on all of them. */
function refuseTwice(payload: z.core.ParsePayload<DayBound[]>): void {
  const days = new Map<number, Set<number | null>>();
  payload.value.forEach((line, index) => {
    const taken = days.get(line.exerciseId) ?? new Set();
    const day = line.dayOfWeek ?? null;
    const twice = taken.has(day) || taken.has(null) || (day === null && taken.size > 0);
    days.set(line.exerciseId, taken.add(day));
    if (!twice) return;
    payload.issues.push({
      code: 'custom',
      input: payload.value,
      path: [index, day === null ? 'exerciseId' : 'dayOfWeek'],
      message: 'is already in the plan on that day',
    });
  });
}

function listOf<T extends z.ZodMiniType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.nullable(z.string()) });
}
