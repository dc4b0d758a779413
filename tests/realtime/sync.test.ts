import { describe, expect, it } from 'vitest';
import { sendMessage } from '#server/features/conversations/index';
import { randomUUID } from 'node:crypto';
import { pairForEachTest } from '../support/pair.ts';
import type { Client, Person } from '../support/person.ts';
import { catchUp, refusal, say, seqs, upTo } from '../support/thread.ts';
import type { World } from '../support/world.ts';

let world: World;
let coach: Person;
let client: Client;
pairForEachTest((pair) => ({ world, coach, client } = pair));

async function fill(count: number, conversationId = client.conversationId): Promise<void> {
  for (const n of upTo(count)) {
    await sendMessage(coach.ctx(), { conversationId, clientMessageId: randomUUID(), text: `Message ${n}` });
  }
}

describe('R4 sync', () => {
  it('brings exactly what lies beyond what the device holds', async () => {
    await fill(5);
    const phone = await client.socket();
    const { changes, states, added, removed, more } = await catchUp(phone, { [client.conversationId]: 3 });
    expect(changes).toHaveLength(1);
    expect(changes[0]).toMatchObject({ fromRev: 3, rev: 5, lastSeq: 5 });
    expect(seqs(changes[0]?.messages ?? [])).toEqual([4, 5]);
    expect(states[client.conversationId]).toMatchObject({ unreadCount: 5 });
    expect({ added, removed, more }).toEqual({ added: [], removed: [], more: false });
  });

  it('has no change for a device that is up to date, but its state', async () => {
    await fill(2);
    const phone = await client.socket();
    const { changes, states } = await catchUp(phone, { [client.conversationId]: 2 });
    expect(changes).toEqual([]);
    expect(states[client.conversationId]?.members[client.id]).toEqual({ deliveredSeq: 0, readSeq: 0 });
  });

  it('names conversations the device does not know and forgets those that are not its own', async () => {
    await fill(1);
    const stranger = await world.client(await world.coach());
    const phone = await client.socket();
    const { added, removed, changes, states } = await catchUp(phone, { [stranger.conversationId]: 0 });
    expect(added.map((conversation) => conversation.id)).toEqual([client.conversationId]);
    expect(removed).toEqual([stranger.conversationId]);
    expect({ changes, states }).toEqual({ changes: [], states: {} });
  });

  it('starts a device that is far behind again from the newest page', async () => {
    await fill(260);
    const phone = await client.socket();
    const { changes } = await catchUp(phone, { [client.conversationId]: 1 });
    expect(changes[0]).toMatchObject({ reset: true, rev: 260, lastSeq: 260 });
    expect(seqs(changes[0]?.messages ?? [])).toEqual(upTo(260).slice(210));
  });

  it('starts a device again that remembers more than there is', async () => {
    await fill(3);
    const phone = await client.socket();
    const { changes } = await catchUp(phone, { [client.conversationId]: 900 });
    expect(changes[0]).toMatchObject({ reset: true, rev: 3 });
  });

  it('spreads a lot over several answers, each of which can be applied', async () => {
    const threads = [client, ...(await Promise.all(upTo(6).map(() => world.client(coach))))];
    for (const thread of threads) await fill(180, thread.conversationId);
    const desk = await coach.socket();
    const held: Record<string, number> = Object.fromEntries(
      threads.map((thread) => [thread.conversationId, 0]),
    );
    const answers = [await catchUp(desk, held)];
    while (answers.at(-1)?.more) {
      for (const change of answers.at(-1)?.changes ?? []) held[change.conversationId] = change.rev;
      answers.push(await catchUp(desk, held));
    }
    expect(answers.length).toBeGreaterThan(1);
    const all = answers.flatMap((answer) => answer.changes);
    expect(all.map((change) => change.messages.length)).toEqual(threads.map(() => 180));
  }, 60_000);

  it('refuses more than 1,000 conversations, and ids that are none', async () => {
    const phone = await client.socket();
    const many = Object.fromEntries(upTo(1_001).map((id) => [id, 0]));
    for (const conversations of [many, { abc: 0 }, { '-1': 0 }, { 1: -1 }, { 1: 'x' }]) {
      const answer = await phone.emitRaw('sync', { conversations });
      expect(answer).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
    }
  });
});

it('R5 misses nothing that happens between connecting and syncing', async () => {
  const desk = await coach.socket();
  const phone = await client.socket();
  const [sent, answer] = await Promise.all([
    say(desk, client.conversationId, 'In between'),
    catchUp(phone, { [client.conversationId]: 0 }),
  ]);
  const bySync = answer.changes.flatMap((change) => seqs(change.messages));
  const change = await phone.next('conversation:changed');
  expect([...new Set([...bySync, ...seqs(change.messages)])]).toEqual([sent.message.seq]);
});

it("R8 is asked of every event: what is somebody else's is not found", async () => {
  const stranger = await world.client(await world.coach());
  const desk = await coach.socket();
  const conversationId = stranger.conversationId;
  const send = { conversationId, clientMessageId: randomUUID(), text: 'x' };
  expect(refusal(await desk.emit('message:send', send))).toBe('not_found');
  expect(refusal(await desk.emit('receipt:read', { conversationId, seq: 1 }))).toBe('not_found');
  expect(refusal(await desk.emit('receipt:delivered', { conversationId, seq: 1 }))).toBe('not_found');
  expect(await desk.emitRaw('typing:set', { conversationId, active: true })).toMatchObject({
    ok: false,
    error: { code: 'not_found' },
  });
  const missing = await desk.emit('receipt:read', { conversationId: 987_654, seq: 1 });
  expect(missing).toEqual(await desk.emit('receipt:read', { conversationId, seq: 1 }));
});
