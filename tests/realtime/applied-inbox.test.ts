import { isDeepStrictEqual } from 'node:util';
import { beforeEach, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { conversationView } from '#contract/conversations';
import type { ConversationView } from '#contract/conversations';
import { MUTED_FOREVER } from '#contract/rules/muted';
import { Engine } from '../../src/lib/realtime/engine.ts';
import { systemTimers } from '../../src/lib/realtime/timers.ts';
import type { Incoming } from '../../src/lib/realtime/wire.ts';
import { submitted } from '../integration/check-ins.fixtures.ts';
import { assigned, makeTemplate, someExercises } from '../integration/training.fixtures.ts';
import { pairForEachTest } from '../support/pair.ts';
import type { Client, Person } from '../support/person.ts';
import type { TestSocket } from '../support/test-socket.ts';
import { granted, say } from '../support/thread.ts';
import type { World } from '../support/world.ts';

const inbox = z.object({ items: z.array(conversationView) });

let world: World;
let admin: Person;
let coach: Person;
let other: Person;
let client: Client;
pairForEachTest((pair) => ({ world, coach, client } = pair), '2026-06-10T12:00:00Z');
beforeEach(async () => {
  admin = await world.admin();
  other = await world.coach();
});

/** The server's types are the promise; what travels is checked by the contract's own tests. */
const isIncoming = (frame: { event: string; payload: unknown }): frame is Incoming =>
  typeof frame.payload === 'object';

/** What changes from one look to the next without any event of the conversation is not compared. */
function rowsOf(rows: Iterable<ConversationView>) {
  return [...rows].map(({ presence: _, ...row }) => row).toSorted((a, b) => a.id - b.id);
}

/** The inbox of somebody as the app keeps it: told by events, and by a sync whenever it asks for one. */
class Inbox {
  #needsSync = false;
  readonly #engine: Engine;

  constructor(
    private readonly person: Person,
    private readonly socket: TestSocket,
    held: readonly ConversationView[],
  ) {
    const nothing = () => undefined;
    this.#engine = new Engine({
      me: person.id,
      timers: systemTimers,
      needSync: () => void (this.#needsSync = true),
      syncing: () => false,
      changed: nothing,
      presence: nothing,
      typing: { update: nothing },
      arrived: nothing,
      removed: nothing,
      outdated: nothing,
    });
    for (const view of held) this.#engine.addRow(view);
  }

  /** Applies what has come since. Gives what is held and what a fresh read gives, as long as the two differ. */
  async difference(): Promise<object | undefined> {
    for (const frame of this.socket.received.splice(0)) {
      if (isIncoming(frame)) this.#engine.receive(frame);
    }
    if (this.#needsSync) {
      const conversations = Object.fromEntries(this.#engine.known());
      const answer = granted(await this.socket.emit('sync', { conversations }));
      this.#needsSync = false;
      this.#engine.applySync(answer);
    }
    const [held, read] = [rowsOf(this.#engine.rows.values()), rowsOf(await fresh(this.person))];
    return isDeepStrictEqual(held, read) ? undefined : { held, read };
  }
}

const fresh = async (person: Person) => (await person.get('/api/conversations')).parse(inbox).items;

async function openInbox(person: Person): Promise<Inbox> {
  const socket = await person.socket();
  return new Inbox(person, socket, await fresh(person));
}

/** Every kind of event that changes what an inbox shows, one after the other. */
async function everythingThatHappens(): Promise<(() => Promise<unknown>)[]> {
  const [desk, phone] = await Promise.all([coach.socket(), client.socket()]);
  const { conversationId } = client;
  const [exercise] = await someExercises(coach);
  const template = await makeTemplate(coach, [{ exerciseId: exercise.id }]);
  const checkIn = { id: 0 };
  const plan = { id: 0 };
  const last = { id: 0 };
  return [
    () => say(desk, conversationId, 'How was the week?'),
    () => say(phone, conversationId, 'Good'),
    () => say(phone, conversationId, 'Very good'),
    async () => void (last.id = (await say(desk, conversationId, 'Fine')).message.id),
    () => desk.emit('message:edit', { messageId: last.id, text: 'Very fine' }),
    () => phone.emit('reaction:set', { messageId: last.id, emoji: '👍', on: true }),
    () => desk.emit('message:delete', { messageId: last.id }),
    () => desk.emit('receipt:delivered', { conversationId, seq: 3 }),
    // In part: only the server can count what is left.
    () => desk.emit('receipt:read', { conversationId, seq: 2 }),
    async () => void (checkIn.id = (await submitted(client, { feeling: 3 })).checkIn.checkInId),
    () => client.patch(`/api/check-ins/${checkIn.id}`, { weight: 61.5 }),
    () => coach.post(`/api/check-ins/${checkIn.id}/review`, { reply: 'Well done' }),
    async () => {
      const wish = { clientId: client.id, assignedDate: '2026-06-10' };
      plan.id = (await assigned(coach, template.id, wish)).assignment.assignmentId;
    },
    () => coach.delete(`/api/routine-assignments/${plan.id}`),
    () => client.patch('/api/auth/me', { displayName: 'Ana B.', timeZone: 'Asia/Tokyo' }),
    () => coach.patch(`/api/conversations/${conversationId}`, { pinned: true, markedUnread: true }),
    () => client.patch(`/api/conversations/${conversationId}`, { mutedUntil: MUTED_FOREVER }),
    () => desk.emit('draft:set', { conversationId, text: 'On Friday we' }),
    () => phone.emit('draft:set', { conversationId, text: 'Can I', replyToSeq: 1 }),
    () => phone.emit('draft:set', { conversationId, text: '' }),
    () => desk.emit('receipt:read', { conversationId, seq: 3 }),
    () => world.client(coach),
    () => admin.put(`/api/admin/people/${client.id}/coach`, { coachId: other.id }),
    async () => say(await other.socket(), (await fresh(other))[0]?.id ?? 0, 'Hello from me'),
    () => admin.put(`/api/admin/people/${client.id}/coach`, { coachId: coach.id }),
    () => say(desk, conversationId, 'Welcome back'),
  ];
}

it('R4 what an inbox was told, applied, is what a fresh read gives, whatever happened', async () => {
  const acts = await everythingThatHappens();
  const inboxes = [await openInbox(coach), await openInbox(client), await openInbox(other)];
  for (const [index, act] of acts.entries()) {
    await act();
    for (const [whose, one] of inboxes.entries()) {
      await expect
        .poll(() => one.difference(), { timeout: 20_000, message: `inbox ${whose} after step ${index}` })
        .toBeUndefined();
    }
  }
}, 60_000);
