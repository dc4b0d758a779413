import type { PlannedExercise, RoutineAssignmentCard } from '#contract/cards';
import { exercisesOn } from '#contract/rules/schedule';
import { dayWords } from './training-words.ts';

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

/** Which session the card is about: "Today", "Next: Thursday", "Since Monday 16 November"; undefined without one. */
export function sessionWords(card: RoutineAssignmentCard, today: string): string | undefined {
  if (!card.current) return undefined;
  const { scheduledDate } = card.current;
  const day = dayWords(scheduledDate, today);
  if (card.current.isCompleted || card.status === 'ended') return day;
  if (scheduledDate > today) return `Next: ${day}`;
  return scheduledDate < today ? `Due since ${day}` : day;
}
