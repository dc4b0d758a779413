import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { conversations, messages } from '#server/db/schema/index';
import type { Client, Person } from '../support/person.ts';
import type { TestSocket } from '../support/test-socket.ts';
import { granted, say, upTo } from '../support/thread.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
let coach: Person;
let client: Client;
let desk: TestSocket;
beforeAll(async () => {
  world = await createWorld();
  coach = await world.coach();
  client = await world.client(coach);
  desk = await coach.socket();
});
afterAll(() => world.close());

/** Connections of our own: what they see, everybody sees. */
const elsewhere = () => world.database.database.db;

const send = (clientMessageId: string, text: string) =>
  desk.emit('message:send', { conversationId: client.conversationId, clientMessageId, text });

it('R1 what is acknowledged can be read on another connection at that moment, alone and in a crowd', async () => {
  const readBack = async (text: string) => {
    const { message } = await say(desk, client.conversationId, text);
    const rows = await elsewhere().select().from(messages).where(eq(messages.messageId, message.id));
    return rows.map((row) => row.content);
  };
  expect(await readBack('alone')).toEqual(['alone']);
  const crowd = upTo(100).map((n) => `in a crowd ${n}`);
  expect(await Promise.all(crowd.map(readBack))).toEqual(crowd.map((text) => [text]));
});

it('database connections that are cut under load cost no message, and no number', async () => {
  const waiting = new Map(upTo(200).map((n) => [randomUUID(), `under load ${n}`]));
  const refused: string[] = [];
  const sendWaiting = async () => {
    await Promise.all(
      [...waiting].map(async ([id, text]) => {
        const ack = await send(id, text);
        if (ack.ok) waiting.delete(id);
        else refused.push(ack.error.code);
      }),
    );
  };
  // Somebody holds the thread's row, so that the sends are under way when the connections go.
  const under = elsewhere().transaction(async (tx) => {
    await tx
      .select()
      .from(conversations)
      .where(eq(conversations.conversationId, client.conversationId))
      .for('update');
    const sending = sendWaiting();
    await expect.poll(async () => (await waitingForLock()).length, { timeout: 5_000 }).toBeGreaterThan(0);
    for (const pid of await waitingForLock()) await tx.execute(sql`select pg_terminate_backend(${pid}::int)`);
    return { sending };
  });
  await (
    await under
  ).sending;
  expect(new Set(refused)).toEqual(new Set(['unavailable']));
  await expect.poll(async () => (await sendWaiting(), waiting.size), { timeout: 10_000 }).toBe(0);
  const rows = await elsewhere()
    .select({ seq: messages.seq, content: messages.content })
    .from(messages)
    .where(eq(messages.conversationId, client.conversationId))
    .orderBy(messages.seq);
  expect(rows.map(({ seq }) => seq)).toEqual(upTo(rows.length));
  const once = new Set(rows.map(({ content }) => content).filter((text) => text.startsWith('under load')));
  expect(once.size).toBe(200);
  expect(rows).toHaveLength(101 + 200);
});

async function waitingForLock(): Promise<number[]> {
  const { rows } = await elsewhere().execute<{ pid: number }>(sql`
    select pid from pg_stat_activity
    where datname = current_database() and wait_event_type = 'Lock' and pid <> pg_backend_pid()`);
  return rows.map(({ pid }) => pid);
}

it('a message that cannot be stored harms none of those sent beside it', async () => {
  const bad = {
    conversationId: client.conversationId,
    clientMessageId: randomUUID(),
    text: 'x',
    replyToSeq: 9_999,
  };
  const answers = await Promise.all([
    say(desk, client.conversationId, 'before it'),
    desk.emit('message:send', bad),
    say(desk, client.conversationId, 'after it'),
  ]);
  expect(answers[1]).toMatchObject({ ok: false, error: { code: 'invalid_input' } });
  expect(granted(await desk.emit('sync', { conversations: {} })).ok).toBe(true);
});
