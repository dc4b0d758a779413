import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import * as z from 'zod/mini';
import { conversations } from '#server/db/schema/index';
import { pairForEachTest } from '../support/pair.ts';
import type { Client, Person } from '../support/person.ts';
import { granted, refusal, say, upTo } from '../support/thread.ts';
import type { World } from '../support/world.ts';

let world: World;
let coach: Person;
let client: Client;
pairForEachTest((pair) => ({ world, coach, client } = pair));

/** Holds a conversation's row the way a stuck transaction would, while `work` runs. */
async function whileLocked<T>(conversationId: number, work: () => Promise<T>): Promise<T> {
  return world.database.database.db.transaction(async (tx) => {
    await tx
      .select()
      .from(conversations)
      .where(eq(conversations.conversationId, conversationId))
      .for('update');
    return work();
  });
}

it('a thread that somebody holds is unavailable, and no other thread waits for it', async () => {
  const other = await world.client(coach);
  const desk = await coach.socket();
  const send = { conversationId: client.conversationId, clientMessageId: randomUUID(), text: 'held up' };
  await whileLocked(client.conversationId, async () => {
    const [held, free] = await Promise.all([
      desk.emit('message:send', send),
      say(desk, other.conversationId, 'goes through'),
    ]);
    expect(held).toMatchObject({ ok: false, error: { code: 'unavailable', retryAfter: 1 } });
    expect(free.message.text).toBe('goes through');
  });
  expect(granted(await desk.emit('message:send', send)).duplicate).toBe(false);
});

it('what takes too long is tried once, not piece by piece while all others wait', async () => {
  const desk = await coach.socket();
  await say(desk, client.conversationId, 'to be read');
  const { db, memberships, plainSends, receipts } = world.services;
  // Counts also what is rolled back, and fails as a statement does that ran into its time limit.
  await db.execute(sql`create sequence tries`);
  await db.execute(sql`create function take_too_long() returns trigger language plpgsql as $$
    begin perform nextval('tries'); raise query_canceled; end $$`);
  await db.execute(sql`create trigger slow before insert on messages execute function take_too_long()`);
  // Plain texts are stored by a session in which other triggers rest.
  await db.execute(sql`alter table messages enable always trigger slow`);
  await db.execute(
    sql`create trigger slow before update on conversation_members execute function take_too_long()`,
  );
  const membership = await memberships.of(client.conversationId);
  if (!membership) throw new Error('The conversation is gone');
  const common = { membership, askingSocket: undefined };
  const refused = async (work: Promise<unknown>[]) => {
    const outcomes = await Promise.allSettled(work);
    expect(outcomes.map(({ status }) => status)).toEqual(work.map(() => 'rejected'));
    const { rows } = await db.execute(sql`select last_value::int as tries from tries`);
    return rows[0]?.tries;
  };
  const sends = upTo(3).map((n) => {
    const clientMessageId = randomUUID();
    return { ...common, senderId: coach.id, clientMessageId, requestHash: 'x', text: `Message ${n}` };
  });
  expect(await refused(sends.map((send) => plainSends.store(send)))).toBe(1);
  const marks = [coach.id, client.id].map((userId) => ({ ...common, userId, delivered: 1, read: 1 }));
  expect(await refused(marks.map((mark) => receipts.move(mark)))).toBe(2);
});

it('R2 the same id at once in two threads, one of them a quote, is stored once and a conflict once', async () => {
  const other = await world.client(coach);
  const desk = await coach.socket();
  await say(desk, other.conversationId, 'to be quoted');
  for (const round of upTo(15)) {
    const clientMessageId = randomUUID();
    const text = `Round ${round}`;
    const answers = await Promise.all([
      desk.emit('message:send', { conversationId: client.conversationId, clientMessageId, text }),
      desk.emit('message:send', {
        conversationId: other.conversationId,
        clientMessageId,
        text,
        replyToSeq: 1,
      }),
    ]);
    expect(answers.filter((answer) => !answer.ok).map(refusal)).toEqual(['conflict']);
  }
});

it('reviews that all start with a cold process do not wait for each other’s connections', async () => {
  const clients = await Promise.all(upTo(40).map(() => world.client(coach)));
  const submitted = z.object({ checkIn: z.object({ checkInId: z.int() }) });
  const ids = await Promise.all(
    clients.map(async (one) => {
      const answer = await one.post('/api/check-ins', { feeling: 4 });
      return answer.parse(submitted).checkIn.checkInId;
    }),
  );
  for (const one of clients) world.services.memberships.forget(one.conversationId);
  const reviews = await Promise.all(
    ids.map((id) => coach.post(`/api/check-ins/${id}/review`, { reply: 'Good week' })),
  );
  expect(reviews.map((review) => review.status)).toEqual(ids.map(() => 200));
});

it('R8 a device that connects while its session ends does not stay', async () => {
  const people = await Promise.all(upTo(12).map(() => world.client(coach)));
  const sockets = await Promise.all(
    people.map(async (person) => {
      const [socket] = await Promise.allSettled([person.socket(), person.post('/api/auth/logout')]);
      return socket;
    }),
  );
  for (const socket of sockets) {
    if (socket.status === 'fulfilled') await socket.value.closed();
  }
  const phone = await client.socket();
  expect(phone.raw.connected).toBe(true);
});
