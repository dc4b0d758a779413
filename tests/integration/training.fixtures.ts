import { expect } from 'vitest';
import * as z from 'zod/mini';
import type { MessageView } from '#contract/conversations';
import { messagePage } from '#contract/conversations';
import {
  assignedRoutine,
  exerciseList,
  routineTemplateView,
  scheduledRoutineList,
  scheduledRoutineView,
} from '#contract/training';
import type { ExerciseView, RoutineTemplateView, ScheduledRoutineView } from '#contract/training';
import type { Client, Person } from '../support/person.ts';

export const oneTemplate = z.object({ template: routineTemplateView });
export const oneScheduled = z.object({ scheduled: scheduledRoutineView });

/** The first exercises of the catalogue. */
export async function someExercises(person: Person): Promise<[ExerciseView, ExerciseView, ExerciseView]> {
  const { items } = (await person.get('/api/exercises?limit=3')).parse(exerciseList);
  const [first, second, third] = items;
  if (!first || !second || !third) throw new Error('The catalogue is too small');
  return [first, second, third];
}

export interface Line {
  exerciseId: number;
  dayOfWeek?: number | null;
  sets?: number;
  reps?: number | null;
  durationMinutes?: number;
  weightKg?: number;
}

export function planned(line: Line) {
  return { sets: 3, reps: 'durationMinutes' in line ? null : 10, ...line };
}

export async function makeTemplate(
  coach: Person,
  lines: readonly Line[],
  name = 'Lower A',
): Promise<RoutineTemplateView> {
  const answer = await coach.post('/api/routine-templates', { name, exercises: lines.map(planned) });
  expect(answer.status).toBe(201);
  return answer.parse(oneTemplate).template;
}

export async function assigned(coach: Person, templateId: number, input: object) {
  const answer = await coach.post(`/api/routine-templates/${templateId}/assign`, input);
  expect(answer.status).toBe(201);
  return answer.parse(assignedRoutine);
}

export async function calendar(
  client: Client,
  from = '2026-05-01',
  to = '2027-04-01',
): Promise<ScheduledRoutineView[]> {
  const answer = await client.get(`/api/scheduled-routines?from=${from}&to=${to}&limit=100`);
  return answer.parse(scheduledRoutineList).items;
}

export async function datesOf(client: Client): Promise<string[]> {
  return (await calendar(client)).map(({ scheduledDate }) => scheduledDate);
}

export async function thread(client: Client): Promise<MessageView[]> {
  const answer = await client.get(`/api/conversations/${client.conversationId}/messages?limit=100`);
  return answer.parse(messagePage).items;
}

/** The card of an assignment, with the rev of its message. */
export async function cardOf(client: Client, assignmentId: number) {
  for (const { card, rev } of await thread(client)) {
    if (card?.kind === 'routine_assignment' && card.assignmentId === assignmentId) return { card, rev };
  }
  throw new Error('The assignment has no card');
}
