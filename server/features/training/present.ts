import type { PlannedExercise, RoutineAssignmentCard } from '#contract/cards';
import type { ScheduledRoutineView } from '#contract/training';
import { exercisesOn } from '#contract/rules/schedule';
import type { clientRoutineAssignments, scheduledRoutines } from '#server/db/schema/index';

export interface AssignmentRow {
  assignment: typeof clientRoutineAssignments.$inferSelect;
  /** Of the client's own copy. */
  name: string;
  current: typeof scheduledRoutines.$inferSelect | null;
}

export interface ScheduledRow {
  scheduled: typeof scheduledRoutines.$inferSelect;
  name: string;
}

/** @param doneIds exercises ticked in the current entry */
export function presentAssignment(
  { assignment, name, current }: AssignmentRow,
  plan: readonly PlannedExercise[],
  doneIds: readonly number[],
): RoutineAssignmentCard {
  return {
    kind: 'routine_assignment',
    assignmentId: assignment.assignmentId,
    templateId: assignment.templateId,
    name,
    assignedDate: assignment.assignedDate,
    isRecurring: assignment.isRecurring,
    recurringDay: assignment.recurringDay,
    status: assignment.endedAt === null ? 'active' : 'ended',
    exercises: [...plan],
    current: current && {
      scheduledId: current.scheduledId,
      scheduledDate: current.scheduledDate,
      isCompleted: current.isCompleted,
      doneExerciseIds: [...doneIds],
    },
    progress: current
      ? { done: doneIds.length, total: exercisesOn(plan, current.scheduledDate).length }
      : { done: 0, total: 0 },
  };
}

/** @param plan of the whole routine; the view holds what is due on its day */
export function presentScheduled(
  { scheduled, name }: ScheduledRow,
  plan: readonly PlannedExercise[],
  doneIds: readonly number[],
): ScheduledRoutineView {
  return {
    id: scheduled.scheduledId,
    clientId: scheduled.userId,
    assignmentId: scheduled.assignmentId,
    name,
    scheduledDate: scheduled.scheduledDate,
    status: scheduled.status,
    isCompleted: scheduled.isCompleted,
    completedAt: scheduled.completedAt?.toISOString() ?? null,
    exercises: exercisesOn(plan, scheduled.scheduledDate),
    doneExerciseIds: [...doneIds],
  };
}

/** An assignment in one plain line. */
export function assignmentText(name: string, exercises: number): string {
  return `Assigned: ${name}, ${exercises} ${exercises === 1 ? 'exercise' : 'exercises'}`;
}
