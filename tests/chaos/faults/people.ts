import * as z from 'zod';
import { withClient } from '../stage/database.ts';
import type { Stage } from '../stage/stage.ts';
import { askAdmin } from './admin.ts';
import { deactivateSomebody } from './deactivation.ts';
import type { Begun, Fault, Plan } from './fault.ts';
import { untilDone } from './until-done.ts';
import { victimOf } from './victims.ts';

/** Looks for all tabs to let go, and for the first one: what Redis lost is made good by the next sync. */
const LOOKS_FOR_ALL = 20;
const LOOKS_FOR_ONE = 250;
const LOOK_EVERY_MS = 100;

const threadRows = z.array(
  z.object({ id: z.number(), coachId: z.number(), clientId: z.number(), closed: z.boolean() }),
);

/** What an admin does to people in the middle of their conversations. */
export const peopleFaults: readonly Fault[] = [
  { kind: 'move-client', layers: ['people'], lasts: [1_500, 4_000], signs: [], begin: moveSomebody },
  {
    kind: 'deactivate',
    // Whoever waits for a message to leave a device would see it wiped.
    layers: ['people', 'tabs'],
    lasts: [2_500, 5_000],
    signs: [],
    begin: deactivateSomebody,
  },
];

/** A client gets the other coach: the former one has to fall silent. */
async function moveSomebody(stage: Stage, plan: Plan): Promise<Begun> {
  const open = (await readThreads(stage)).filter(({ closed }) => !closed);
  const watched = () => open.filter(({ coachId }) => stage.tabsOf(coachId).some(({ inUse }) => inUse));
  const mine = await victimOf(plan, watched);
  const next = stage.cast.people.find(({ id, role }) => role === 'COACH' && id !== mine.coachId);
  await askAdmin(stage, 'PUT', `/api/admin/people/${mine.clientId}/coach`, { coachId: next?.id });
  stage.memberships.leave(mine.coachId, mine.id);
  for (const thread of await readThreads(stage)) {
    if (thread.clientId === mine.clientId && !thread.closed) stage.memberships.join(thread);
  }
  const former = stage.tabsOf(mine.coachId);
  const gone = () =>
    former.filter((tab) => tab.isOpen && !tab.device.conversations().includes(mine.id)).length;
  let most = 0;
  return {
    // Looked at now: the client may come back to the same coach later on.
    async heal() {
      const enough = (looks: number) => most === former.length || (most > 0 && looks >= LOOKS_FOR_ALL);
      for (let look = 0; !enough(look) && look < LOOKS_FOR_ONE; look += 1) {
        most = Math.max(most, gone());
        await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
      }
    },
    evidence: () => (most > 0 ? `gone from ${most} tabs` : undefined),
  };
}

function readThreads(stage: Stage): Promise<z.infer<typeof threadRows>> {
  return untilDone(() =>
    withClient(stage.databaseUrl, async (client) => {
      const { rows } = await client.query(
        `select conversation_id as id, coach_id as "coachId", client_id as "clientId",
           closed_at is not null as closed from conversations`,
      );
      return threadRows.parse(rows);
    }),
  );
}
