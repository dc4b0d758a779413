import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { messages } from '#server/db/schema/index';
import type { SendMessageInput } from '#contract/conversations';
import type { SendResult } from '#contract/realtime';
import { pairForEachTest } from '../support/pair.ts';
import type { Client, Person } from '../support/person.ts';
import type { TestSocket } from '../support/test-socket.ts';
import { granted, refusal, say, seqs, upTo } from '../support/thread.ts';
import type { World } from '../support/world.ts';

let world: World;
let coach: Person;
let client: Client;
pairForEachTest((pair) => ({ world, coach, client } = pair));

it('R2 gives the same message for the same id, in its present state, from any device', async () => {
  const [desk, tablet] = await Promise.all([coach.socket(), coach.socket()]);
  const send = { conversationId: client.conversationId, clientMessageId: randomUUID(), text: 'Once' };
  const first = granted(await desk.emit('message:send', send));
  const again = granted(await tablet.emit('message:send', { ...send, text: ' Once ' }));
  expect(again).toMatchObject({ duplicate: true, message: first.message });
});

it('R2 refuses an id that was first sent with something else', async () => {
  const other = await world.client(coach);
  const desk = await coach.socket();
  const send = { conversationId: client.conversationId, clientMessageId: randomUUID(), text: 'Once' };
  await say(desk, client.conversationId, 'Before');
  granted(await desk.emit('message:send', send));
  const changed = [{ text: 'Twice' }, { conversationId: other.conversationId }, { replyToSeq: 1 }];
  for (const part of changed) {
    expect(refusal(await desk.emit('message:send', { ...send, ...part }))).toBe('conflict');
  }
});

it('R2 lets one of two conversations win an id that is sent to both at once', async () => {
  const other = await world.client(coach);
  const [desk, tablet] = await Promise.all([coach.socket(), coach.socket()]);
  const clientMessageId = randomUUID();
  const answers = await Promise.all([
    desk.emit('message:send', { conversationId: client.conversationId, clientMessageId, text: 'x' }),
    tablet.emit('message:send', { conversationId: other.conversationId, clientMessageId, text: 'x' }),
  ]);
  expect(answers.filter((answer) => answer.ok)).toHaveLength(1);
  expect(answers.filter((answer) => !answer.ok).map(refusal)).toEqual(['conflict']);
});

it('R2 the same id of two people is two messages', async () => {
  const [desk, phone] = await Promise.all([coach.socket(), client.socket()]);
  const send = { conversationId: client.conversationId, clientMessageId: randomUUID(), text: 'Mine' };
  const answers = await Promise.all([desk.emit('message:send', send), phone.emit('message:send', send)]);
  expect(answers.map((answer) => granted(answer).duplicate)).toEqual([false, false]);
});

it('R2 R3 stores 1,000 sends, each made twice by two devices at once, as 1..1000 in one order for all', async () => {
  const devices = await Promise.all([coach.socket(), coach.socket()]);
  const phone = await client.socket();
  const sends = upTo(1_000).map((n) => ({
    conversationId: client.conversationId,
    clientMessageId: randomUUID(),
    text: `Message ${n}`,
  }));
  const answers = (await Promise.all(devices.map((device) => sendTwice(device, sends)))).flat();
  expect(answers.filter((answer) => !answer.duplicate)).toHaveLength(1_000);

  const rows = await world.services.db
    .select({ seq: messages.seq, id: messages.messageId })
    .from(messages)
    .where(eq(messages.conversationId, client.conversationId))
    .orderBy(messages.seq);
  expect(rows.map((row) => row.seq)).toEqual(upTo(1_000));

  const orders = [...devices, phone].map((device) => heard(device));
  const acknowledged = new Map(answers.map(({ message }) => [message.seq, message.id]));
  for (const row of rows) {
    expect(acknowledged.get(row.seq)).toBe(row.id);
    for (const order of orders) expect(order.get(row.seq) ?? row.id).toBe(row.id);
  }
  // The client asked for nothing, so every message reaches it as an event.
  await expect.poll(() => [...heard(phone).keys()], { timeout: 5_000 }).toEqual(upTo(1_000));
}, 60_000);

/** Sends each twice, a hundred under way at a time, as an impatient outbox would. */
async function sendTwice(device: TestSocket, sends: readonly SendMessageInput[]): Promise<SendResult[]> {
  const answers: SendResult[] = [];
  for (let start = 0; start < sends.length; start += 50) {
    const batch = sends.slice(start, start + 50).flatMap((send) => [send, send]);
    const acks = await Promise.all(batch.map((send) => device.emit('message:send', send)));
    answers.push(...acks.map((ack) => granted(ack)));
  }
  return answers;
}

/** Which message a device was told at which place. */
function heard(device: TestSocket): Map<number, number> {
  const places = new Map<number, number>();
  for (const { event, payload } of device.received) {
    if (event !== 'conversation:changed' || !isChange(payload)) continue;
    for (const message of payload.messages) places.set(message.seq, message.id);
  }
  return places;
}

function isChange(payload: unknown): payload is { messages: { seq: number; id: number }[] } {
  return typeof payload === 'object' && payload !== null && 'messages' in payload;
}

it('R3 gives back the numbers of what was refused', async () => {
  const desk = await coach.socket();
  const answers = await Promise.all([
    say(desk, client.conversationId, 'one'),
    desk.emitRaw('message:send', {
      conversationId: client.conversationId,
      clientMessageId: randomUUID(),
      text: 'quotes nothing',
      replyToSeq: 500,
    }),
    say(desk, client.conversationId, 'two'),
  ]);
  const page = await coach.get(`/api/conversations/${client.conversationId}/messages`);
  expect(answers[1]).toMatchObject({ ok: false });
  expect(page.body).toMatchObject({ items: [{ seq: 1 }, { seq: 2 }], hasBefore: false, hasAfter: false });
  expect(seqs([answers[0].message, answers[2].message]).sort()).toEqual([1, 2]);
});
