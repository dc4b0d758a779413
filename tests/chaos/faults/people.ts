import * as z from 'zod';
import { withClient } from '../stage/database.ts';
import type { Stage } from '../stage/stage.ts';
import { targetOf, type Begun, type Fault, type Plan } from './fault.ts';

const ATTEMPTS = 80;
const PAUSE_MS = 500;
const PATIENCE_MS = 8_000;
const LOOKS = 20;
const LOOK_EVERY_MS = 100;

const threadRows = z.array(
  z.object({ id: z.number(), coachId: z.number(), clientId: z.number(), closed: z.boolean() }),
);

/** What an admin does to people in the middle of their conversations. */
export const peopleFaults: readonly Fault[] = [
  { kind: 'move-client', layer: 'people', lasts: [1_500, 4_000], signs: [], begin: moveSomebody },
];

/** A client gets the other coach: the former one has to fall silent. */
async function moveSomebody(stage: Stage, plan: Plan): Promise<Begun> {
  const clients = stage.cast.people.filter(({ role }) => role === 'CLIENT');
  const client = targetOf(clients, plan);
  const mine = (await readThreads(stage)).find((one) => one.clientId === client.id && !one.closed);
  const next = stage.cast.people.find(({ id, role }) => role === 'COACH' && id !== mine?.coachId);
  if (!mine || !next) throw new Error(`${client.name} has no coach to leave`);
  await askAdmin(stage, `/api/admin/people/${client.id}/coach`, { coachId: next.id });
  stage.memberships.leave(mine.coachId, mine.id);
  for (const thread of await readThreads(stage)) {
    if (thread.clientId === client.id && !thread.closed) stage.memberships.join(thread);
  }
  const former = stage.tabsOf(mine.coachId);
  const gone = () =>
    former.filter((tab) => tab.isOpen && !tab.device.conversations().includes(mine.id)).length;
  let most = 0;
  return {
    // Looked at now: the client may come back to the same coach later on.
    async heal() {
      for (let look = 0; most < former.length && look < LOOKS; look += 1) {
        most = Math.max(most, gone());
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      }
    },
    evidence: () => (most > 0 ? `gone from ${most} tabs` : undefined),
  };
}

/** Tries until it is done: a server may be away. Doing it twice changes nothing. */
async function askAdmin(stage: Stage, path: string, body: object): Promise<void> {
  const admin = stage.cast.people.find(({ role }) => role === 'ADMIN');
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const answer = await fetch(`http://127.0.0.1:${stage.route() ?? 0}${path}`, {
      method: 'PUT',
      headers: { ...admin?.headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    }).catch(() => undefined);
    if (answer?.ok) return;
    if (answer && answer.status < 500 && answer.status !== 429)
      throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new Error(`${path} could not be done`);
}

async function readThreads(stage: Stage): Promise<z.infer<typeof threadRows>> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await withClient(stage.databaseUrl, async (client) => {
        const { rows } = await client.query(
          `select conversation_id as id, coach_id as "coachId", client_id as "clientId",
             closed_at is not null as closed from conversations`,
        );
        return threadRows.parse(rows);
      });
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
    }
  }
}
