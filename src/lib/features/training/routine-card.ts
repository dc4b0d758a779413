import type { PlannedExercise, RoutineAssignmentCard } from '#contract/cards';
import { exercisesOn } from '#contract/rules/schedule';
import { dayInSentence, dayWords } from './training-words.ts';

/** Where a plan stands: `waiting` has nothing in the calendar, `open` a session that is not done yet. */
export type RoutineState = 'waiting' | 'open' | 'done' | 'ended';

/** Where the plan stands, by what is stored and by how many exercises are done as the person sees it. */
export function routineState(card: RoutineAssignmentCard, done: number): RoutineState {
  if (card.status === 'ended') return 'ended';
  if (!card.current) return 'waiting';
  const { total } = card.progress;
  return total > 0 && done >= total ? 'done' : 'open';
}

/** What the card lists: the exercises of the session it is about, or of the whole plan without one. */
export function listedExercises(card: RoutineAssignmentCard): PlannedExercise[] {
  return card.current ? exercisesOn(card.exercises, card.current.scheduledDate) : card.exercises;
}

/** Which session the card is about: "Today", "Thursday", "Due since yesterday"; undefined without one. */
export function sessionWords(card: RoutineAssignmentCard, today: string): string | undefined {
  if (!card.current) return undefined;
  const { scheduledDate } = card.current;
  return overdue(card, today)
    ? `Due since ${dayInSentence(scheduledDate, today)}`
    : dayWords(scheduledDate, today);
}

/** Whether the session the card is about should be done by now. */
export function overdue({ current, status }: RoutineAssignmentCard, today: string): boolean {
  return status === 'active' && current !== null && !current.isCompleted && current.scheduledDate < today;
}
