import type { PlannedExercise } from '#contract/cards';
import { exercisesOn, oneOffDates, planDays, recurringDates } from '#contract/rules/schedule';
import { dayOfWeek } from '#contract/rules/weeks';

/** How a template is to be given. */
export interface AssignPlan {
  exercises: readonly PlannedExercise[];
  assignedDate: string;
  isRecurring: boolean;
  /** The weekday of a weekly plan whose exercises name none; null is the one it starts on. */
  recurringDay: number | null;
}

/** Whether the template itself says on which days it happens. */
export function namesDays(exercises: readonly Pick<PlannedExercise, 'dayOfWeek'>[]): boolean {
  return exercises.some((exercise) => exercise.dayOfWeek !== null);
}

/** The dates the client gets, by the same rules as the server; `today` is the client's. */
export function plannedDates(plan: AssignPlan, today: string): string[] {
  const { assignedDate } = plan;
  const days = planDays(plan.exercises, plan.recurringDay ?? dayOfWeek(assignedDate));
  if (!plan.isRecurring) return oneOffDates(days, assignedDate);
  return recurringDates(days, assignedDate > today ? assignedDate : today);
}

export interface PreviewDay {
  date: string;
  exercises: PlannedExercise[];
}

/** The different sessions of the plan, each on its first date: one a weekday. */
export function previewDays(plan: AssignPlan, today: string): PreviewDay[] {
  const seen = new Set<number>();
  return plannedDates(plan, today).flatMap((date) => {
    if (seen.has(dayOfWeek(date))) return [];
    seen.add(dayOfWeek(date));
    return [{ date, exercises: exercisesOn(plan.exercises, date) }];
  });
}
