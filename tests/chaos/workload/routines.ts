import { randomUUID } from 'node:crypto';
import * as z from 'zod';
import type { Random } from '../random.ts';
import type { Stage } from '../stage/stage.ts';
import type { Tab } from '../stage/tab.ts';

const PATIENCE_MS = 10_000;
const EXERCISES = 3;

const exerciseList = z.object({ items: z.array(z.object({ id: z.number() })) });
const templateAnswer = z.object({ template: z.object({ id: z.number() }) });

/** Each coach plans a routine for each client: a card in their thread, which changes with every tick. */
export async function assignRoutines(stage: Stage): Promise<void> {
  const port = stage.route();
  for (const coach of stage.cast.people.filter(({ role }) => role === 'COACH')) {
    const ask = (method: string, path: string, body?: unknown) =>
      fetch(`http://127.0.0.1:${port ?? 0}${path}`, request(method, coach.headers, body)).then(json);
    const { items } = exerciseList.parse(await ask('GET', `/api/exercises?limit=${EXERCISES}`));
    const exercises = items.map(({ id }) => ({ exerciseId: id, sets: 3, reps: 10 }));
    const made = templateAnswer.parse(
      await ask('POST', '/api/routine-templates', { name: 'Chaos', exercises }),
    );
    for (const { clientId } of stage.cast.threads.filter(({ coachId }) => coachId === coach.id)) {
      const assignedDate = new Date().toISOString().slice(0, 10);
      const path = `/api/routine-templates/${made.template.id}/assign`;
      await ask('POST', path, { clientId, assignedDate, clientRequestId: randomUUID() });
    }
  }
}

/** The client ticks, or unticks, an exercise of the card in their thread: an old message in a new state. */
export function tick(_stage: Stage, tab: Tab, conversationId: number, random: Random): void {
  const done = random.chance(0.5);
  const which = random.between(0, EXERCISES - 1);
  if (tab.person.role !== 'CLIENT') return;
  const cards = (tab.device.held(conversationId)?.messages ?? []).map(({ card }) => card);
  const plan = cards.find((card) => card !== null && 'assignmentId' in card);
  const exerciseId = plan?.exercises[which]?.exerciseId;
  if (!plan?.current || exerciseId === undefined) return;
  const url = `http://127.0.0.1:${tab.link.port}/api/scheduled-routines/${plan.current.scheduledId}/exercises/${exerciseId}`;
  // Whether it was done is not this act's concern: every device has to show what the database holds.
  fetch(url, request('PUT', tab.person.headers, { done })).then(
    (answer) => answer.arrayBuffer().catch(() => undefined),
    () => undefined,
  );
}

function request(method: string, headers: Readonly<Record<string, string>>, body?: unknown): RequestInit {
  const signal = AbortSignal.timeout(PATIENCE_MS);
  if (body === undefined) return { method, headers, signal };
  return {
    method,
    signal,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  };
}

async function json(answer: Response): Promise<unknown> {
  const body: unknown = await answer.json();
  if (!answer.ok) throw new Error(`${answer.status}: ${JSON.stringify(body)}`);
  return body;
}
