import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { upEvents, type UpEvent } from '#contract/realtime';
import * as z from 'zod/mini';
import type { TestSocket } from '../../support/test-socket.ts';
import { catchUp, granted } from '../../support/thread.ts';
import { createWorld, type World } from '../../support/world.ts';
import { Family, type Persona } from './family.ts';
import { eventTable } from './table.ts';

let world: World;
let family: Family;
beforeAll(async () => {
  world = await createWorld();
  family = await Family.in(world);
});
afterAll(() => world.close());

const answer = z.union([
  z.looseObject({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), error: z.looseObject({ code: z.string() }) }),
]);

/** What a member would be granted, for every event. */
const payloads: Record<UpEvent, (seat: Seat) => object> = {
  'message:send': ({ conversationId }) => ({ conversationId, clientMessageId: randomUUID(), text: 'Hello' }),
  'message:edit': ({ messageId }) => ({ messageId, text: 'Hello again' }),
  'message:delete': ({ messageId }) => ({ messageId }),
  'reaction:set': ({ messageId }) => ({ messageId, emoji: '👍', on: true }),
  'receipt:delivered': ({ conversationId }) => ({ conversationId, seq: 1 }),
  'receipt:read': ({ conversationId }) => ({ conversationId, seq: 1 }),
  'draft:set': ({ conversationId }) => ({ conversationId, text: 'Dear' }),
  'typing:set': ({ conversationId }) => ({ conversationId, active: true }),
  sync: ({ conversationId }) => ({ conversations: { [conversationId]: 0 } }),
};

interface Seat {
  readonly socket: TestSocket;
  /** The thread that is asked for. */
  readonly conversationId: number;
  /** A message of its client. */
  readonly messageId: number;
}

const connected = async (persona: Persona): Promise<Seat> => {
  if (persona === 'nobody' || persona === 'ended session' || persona === 'deactivated') {
    throw new Error(`${persona} gets no socket`);
  }
  if (persona === 'former coach' || persona === 'demoted admin') return revoked(persona);
  return {
    socket: await family.person(persona).socket(),
    conversationId: family.client.conversationId,
    messageId: await family.newMessageId(),
  };
};

/** Somebody who acts on a socket that was theirs before something was taken from them. */
async function revoked(persona: 'former coach' | 'demoted admin'): Promise<Seat> {
  const own = await Family.in(world);
  const { conversationId } = own.client;
  const messageId = await own.newMessageId();
  const socket = await own.person(persona).socket();
  if (persona === 'demoted admin') await own.demote();
  else {
    granted(await socket.emit('receipt:delivered', { conversationId, seq: 0 }));
    await own.moveAway();
  }
  return { socket, conversationId, messageId };
}

describe('every event against everybody', () => {
  it('has a row for each event of the registry, and a row for no other', () => {
    expect([...eventTable.keys()].toSorted()).toEqual(Object.keys(upEvents).toSorted());
  });

  it.each([...eventTable])('%s', async (event, row) => {
    const got: Record<string, string> = {};
    for (const [persona] of row) {
      const seat = await connected(persona);
      const known = Object.entries(payloads).find(([name]) => name === event);
      const ack = answer.parse(await seat.socket.emitRaw(event, known?.[1](seat)));
      got[persona] = ack.ok ? 'ok' : ack.error.code;
    }
    expect(got).toEqual(Object.fromEntries(row));
  });

  it.each(['other client', 'other coach', 'admin', 'former coach', 'demoted admin'] as const)(
    'sync gives %s nothing of it',
    async (persona) => {
      const { socket, conversationId } = await connected(persona);
      const held = await catchUp(socket, { [conversationId]: 0 });
      expect(held.removed).toEqual([conversationId]);
      expect([...held.changes.map((change) => change.conversationId), ...Object.keys(held.states)]).toEqual(
        [],
      );
      expect(held.added.map((conversation) => conversation.id)).not.toContain(conversationId);
    },
  );

  it('who has no session gets no socket', async () => {
    const separate = await Family.in(world);
    for (const persona of ['nobody', 'ended session', 'deactivated'] as const) {
      await separate.browser(persona, separate.client);
      const cookie = persona === 'deactivated' ? separate.client.facts.cookie : 'spotter_session=ended';
      const refused = world.socketWith({ origin: world.url, ...(persona !== 'nobody' && { cookie }) });
      await expect(refused, persona).rejects.toMatchObject({ message: 'unauthenticated' });
    }
  });
});
