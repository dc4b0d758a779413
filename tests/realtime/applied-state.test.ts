import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { messageView } from '#contract/conversations';
import type { ConversationChange } from '#contract/realtime';
import { applyChange, applyReceipt } from '../../src/lib/realtime/thread-state.ts';
import type { ThreadState } from '../../src/lib/realtime/thread-state.ts';
import { submitted } from '../integration/check-ins.fixtures.ts';
import { assigned, calendar, makeTemplate, someExercises } from '../integration/training.fixtures.ts';
import { freshThread } from '../support/fresh-thread.ts';
import { pairForEachTest } from '../support/pair.ts';
import type { Client, Person } from '../support/person.ts';
import type { TestSocket } from '../support/test-socket.ts';
import { granted, say } from '../support/thread.ts';

const STEPS = 60;
const EMOJI = ['👍', '❤️', '💪🏽'];

let coach: Person;
let client: Client;
pairForEachTest((pair) => ({ coach, client } = pair), '2026-06-10T12:00:00Z');

/** The same numbers for the same seed, so that what failed fails again. */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
}

/** What the two might do, in any order. */
async function lives(
  desk: TestSocket,
  phone: TestSocket,
): Promise<((n: number) => Promise<unknown> | undefined)[]> {
  const { conversationId } = client;
  const [exercise] = await someExercises(coach);
  const template = await makeTemplate(coach, [{ exerciseId: exercise.id }]);
  await assigned(coach, template.id, { clientId: client.id, assignedDate: '2026-06-10' });
  const [entry] = await calendar(client);
  const { checkIn } = await submitted(client, { feeling: 3 });
  const { message: mine } = await say(phone, conversationId, 'Before it all');
  const { message: theirs } = await say(desk, conversationId, 'Before it all, too');
  const quote = (n: number) =>
    phone.emit('message:send', {
      conversationId,
      clientMessageId: randomUUID(),
      text: `About it ${n}`,
      replyToSeq: n % 2 === 0 ? mine.seq : theirs.seq,
    });
  const tick = (done: boolean) =>
    client.put(`/api/scheduled-routines/${entry?.id}/exercises/${exercise.id}`, { done });
  return [
    (n) => say(desk, conversationId, `Coach ${n}`),
    (n) => say(phone, conversationId, `Client ${n}`),
    (n) => phone.emit('receipt:read', { conversationId, seq: n }),
    (n) => desk.emit('receipt:delivered', { conversationId, seq: n }),
    (n) => client.patch(`/api/check-ins/${checkIn.checkInId}`, { weight: 60 + n }),
    () => tick(true),
    () => tick(false),
    (n) => coach.post(`/api/check-ins/${checkIn.checkInId}/review`, n % 9 === 0 ? { reply: 'Good' } : {}),
    quote,
    quote,
    (n) => phone.emit('message:edit', { messageId: mine.id, text: `Edited ${n % 3}` }),
    (n) => desk.emit('message:edit', { messageId: theirs.id, text: `Edited ${n % 3}` }),
    // Rarely, or there would be nothing else to see.
    (n) => (n < 8 ? phone.emit('message:delete', { messageId: mine.id }) : undefined),
    (n) => desk.emit('reaction:set', { messageId: mine.id, emoji: EMOJI[n % 3] ?? '👍', on: n % 2 === 0 }),
    (n) => phone.emit('reaction:set', { messageId: theirs.id, emoji: EMOJI[n % 3] ?? '👍', on: n % 4 > 0 }),
  ];
}

const opened = () => freshThread(client, client.conversationId);

const change = z.looseObject({ rev: z.int(), messages: z.array(messageView) });
const isChange = (payload: unknown): payload is ConversationChange => change.safeParse(payload).success;
const receipt = z.object({
  userId: z.int(),
  deliveredSeq: z.int(),
  readSeq: z.int(),
  conversationId: z.int(),
});

/** All that a device was told, applied; what left a gap is tried again after the rest, as R4 waits for it. */
function applied(state: ThreadState, device: TestSocket): ThreadState {
  let now = state;
  const early: ConversationChange[] = [];
  for (const { event, payload } of device.received) {
    if (event === 'receipt:updated') now = applyReceipt(now, receipt.parse(payload));
    if (event !== 'conversation:changed' || !isChange(payload)) continue;
    early.push(payload);
    for (const one of early.toSorted((a, b) => a.rev - b.rev)) now = applyChange(now, one).state;
  }
  return now;
}

it.each([1, 2026])('what a device was told, applied, is what a fresh read gives (seed %i)', async (seed) => {
  const [desk, phone, tablet] = await Promise.all([coach.socket(), client.socket(), client.socket()]);
  const start = await opened();
  const acts = await lives(desk, phone);
  const next = random(seed);
  for (let step = 0; step < STEPS; step += 1) {
    // Two at once, so that steps cross.
    await Promise.all([acts[next(acts.length)]?.(next(80)), acts[next(acts.length)]?.(next(80))]);
  }
  // Achievements come when they come: what counts is that both end in the same place.
  await expect
    .poll(async () => isDeepStrictEqual(applied(start, tablet), await opened()), { timeout: 10_000 })
    .toBe(true);
  const held = applied(start, tablet);
  expect(held.messages.length).toBeGreaterThan(10);
  const { changes } = granted(
    await tablet.emit('sync', { conversations: { [client.conversationId]: held.rev } }),
  );
  expect(changes).toEqual([]);
});
