import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { asc, eq } from 'drizzle-orm';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { conversationView } from '#contract/conversations';
import { conversations, messages } from '#server/db/schema/index';
import { createPlainSends, createReceipts } from '#server/features/conversations/index';
import { AppError } from '#server/kernel/errors';
import type { PlainSend, PlainSends } from '#server/kernel/plain-sends';
import type { Mark, Receipts } from '#server/kernel/receipts';
import { createLogger } from '#server/platform/logger';
import { connectPostgres, type Database } from '#server/platform/postgres';
import type { Client, Person } from '../support/person.ts';
import { upTo } from '../support/thread.ts';
import { createWorld, type World } from '../support/world.ts';

const PER_THREAD = 40;

interface Writer {
  readonly database: Database;
  readonly sends: PlainSends;
  readonly receipts: Receipts;
}

let world: World;
let coach: Person;
let clients: Client[];
let writers: readonly [Writer, Writer];

beforeEach(async () => {
  world = await createWorld();
  coach = await world.coach();
  clients = await Promise.all(upTo(6).map(() => world.client(coach)));
  writers = [openWriter(), openWriter()];
});
afterEach(async () => {
  for (const { database } of writers) await database.close();
  await world.close();
});

/** What a second process has of its own: connections, and the gatherers in front of them. */
function openWriter(): Writer {
  const database = connectPostgres({ url: world.database.url, logger: createLogger('silent'), max: 3 });
  const parts = { ...world.services, db: database.db };
  return { database, sends: createPlainSends(parts), receipts: createReceipts(parts) };
}

const membershipOf = (client: Client) => ({
  conversationId: client.conversationId,
  coachId: coach.id,
  clientId: client.id,
  closedAt: null,
});

function sendTo(client: Client, n: number): PlainSend {
  const clientMessageId = randomUUID();
  return {
    membership: membershipOf(client),
    senderId: n % 2 === 0 ? coach.id : client.id,
    clientMessageId,
    requestHash: clientMessageId,
    text: `message ${n}`,
    askingSocket: undefined,
  };
}

function markOf(client: Client, seq: number): Mark {
  const membership = membershipOf(client);
  return { membership, userId: client.id, delivered: seq, read: seq, askingSocket: undefined };
}

/** The same in another order: two processes never see the same order of arrival. */
function turned<T>(items: readonly T[]): T[] {
  return [...items].reverse();
}

/** As outboxes do: where the other writer's commit takes long, a thread is `unavailable` for a moment. */
async function insist<T>(work: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'unavailable')) throw error;
      await sleep(20);
    }
  }
}

it('R3 two processes that write into the same threads at once share one sequence without gaps', async () => {
  const sends = upTo(PER_THREAD).flatMap((n) => clients.map((client) => sendTo(client, n)));
  const [here, there] = writers;
  const half = sends.length / 2;
  const stored = await Promise.all([
    ...sends.slice(0, half).map((send) => insist(() => here.sends.store(send))),
    ...turned(sends.slice(half)).map((send) => insist(() => there.sends.store(send))),
  ]);
  expect(stored.every(({ duplicate }) => !duplicate)).toBe(true);
  for (const client of clients) await expectEachOnce(client);
});

it('R2 what is sent through both processes at once is stored once, and both give the same message', async () => {
  const sends = upTo(PER_THREAD).flatMap((n) => clients.map((client) => sendTo(client, n)));
  const [here = [], there = []] = await Promise.all(
    writers.map((writer, n) =>
      Promise.all((n === 0 ? sends : turned(sends)).map((send) => insist(() => writer.sends.store(send)))),
    ),
  );
  for (const [n, one] of here.entries()) {
    const other = turned(there)[n];
    expect(other?.message.id).toBe(one.message.id);
    expect([one.duplicate, other?.duplicate].filter(Boolean)).toHaveLength(1);
  }
  for (const client of clients) await expectEachOnce(client);
});

it('R6 sends and receipts of two processes cross, and counts stay true', async () => {
  await Promise.all(
    upTo(PER_THREAD).flatMap((n) =>
      clients.flatMap((client) => {
        const [even, odd] = writers;
        const [writer, reader] = n % 2 === 0 ? [even, odd] : [odd, even];
        const send = { ...sendTo(client, n), senderId: coach.id };
        return [
          insist(() => writer.sends.store(send)),
          insist(() => reader.receipts.move(markOf(client, n))),
        ];
      }),
    ),
  );
  for (const client of clients) {
    const answer = await client.get(`/api/conversations/${client.conversationId}`);
    const { lastSeq, members, unreadCount } = answer.parse(conversationView);
    expect(lastSeq).toBe(PER_THREAD);
    expect(unreadCount).toBe(PER_THREAD - (members[client.id]?.readSeq ?? 0));
  }
});

it('stores nothing in a thread that ended meanwhile, and still gives back what was stored before', async () => {
  const [client] = clients;
  const [writer] = writers;
  if (!client) throw new Error('Nobody is there');
  const before = sendTo(client, 1);
  const { message } = await writer.sends.store(before);
  await world.services.db
    .update(conversations)
    .set({ closedAt: new Date() })
    .where(eq(conversations.conversationId, client.conversationId));
  await expect(writer.sends.store(sendTo(client, 2))).rejects.toMatchObject({ code: 'conflict' });
  expect(await writer.sends.store(before)).toEqual({ message, duplicate: true });
  expect((await rowsOf(client)).filter(isText)).toMatchObject([{ seq: 1 }]);
});

/** A client's first message is celebrated with a card, which takes a place of its own whenever it comes. */
async function expectEachOnce(client: Client): Promise<void> {
  const rows = await rowsOf(client);
  expect(rows.map(({ seq }) => seq)).toEqual(upTo(rows.length));
  const texts = rows.filter(isText).map(({ content }) => content);
  expect(texts.sort()).toEqual(
    upTo(PER_THREAD)
      .map((n) => `message ${n}`)
      .sort(),
  );
}

const isText = ({ kind }: { kind: string }) => kind === 'text';

function rowsOf(client: Client) {
  return world.services.db
    .select({ seq: messages.seq, kind: messages.kind, content: messages.content })
    .from(messages)
    .where(eq(messages.conversationId, client.conversationId))
    .orderBy(asc(messages.seq));
}
