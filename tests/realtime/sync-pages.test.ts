import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { drizzle } from 'drizzle-orm/node-postgres';
import { describe, expect, it } from 'vitest';
import { conversationView } from '#contract/conversations';
import type { SyncResult } from '#contract/realtime';
import * as schema from '#server/db/schema/index';
import { sendMessage, sync } from '#server/features/conversations/index';
import { connectPostgres } from '#server/platform/postgres';
import { applyChange, closedThread, openWith, startLoading } from '../../src/lib/realtime/thread-state.ts';
import type { ThreadState } from '../../src/lib/realtime/thread-state.ts';
import { submitted } from '../integration/check-ins.fixtures.ts';
import { freshThread } from '../support/fresh-thread.ts';
import { pairForEachTest } from '../support/pair.ts';
import type { Client, Person } from '../support/person.ts';
import { upTo } from '../support/thread.ts';
import type { World } from '../support/world.ts';

/** What R9 lets wait for a slow reader. */
const MOST_BYTES = 1_048_576;
/** As long as a message may be, in a script that takes three bytes a character. */
const LONGEST = '語'.repeat(10_000);
const FIRST = { rev: 0, lastSeq: 0, items: [], hasBefore: false, hasAfter: false };

let world: World;
let coach: Person;
let client: Client;
pairForEachTest((pair) => ({ world, coach, client } = pair), '2026-06-10T12:00:00Z');

/** Many at once, in whatever order: the server numbers them. */
async function write(conversationId: number, texts: readonly string[]): Promise<void> {
  const send = (text: string) =>
    sendMessage(coach.ctx(), { conversationId, clientMessageId: randomUUID(), text });
  await Promise.all(texts.map(send));
}

const ask = (conversations: Record<string, number>) => sync(coach.ctx(), { conversations });

/** Asks until there is no more, as a device does. @param apply gives what the device names next */
async function askOn(
  held: Record<string, number>,
  apply: (answer: SyncResult) => Record<string, number>,
): Promise<SyncResult[]> {
  const answers = [await ask(held)];
  for (let last = answers.at(-1); last?.more; last = answers.at(-1)) {
    expect(answers.length).toBeLessThan(100);
    answers.push(await ask(apply(last)));
  }
  return answers;
}

function bytesOf(answer: SyncResult): number {
  return Buffer.byteLength(JSON.stringify(answer));
}

async function emptyThread(thread: Client): Promise<ThreadState> {
  const row = (await coach.get(`/api/conversations/${thread.conversationId}`)).parse(conversationView);
  return openWith(startLoading(closedThread({ ...row, rev: 0, lastSeq: 0 })), FIRST);
}

describe('R4 sync in pages', () => {
  it('brings a device to where a fresh read is, whatever is written and changed between its pages', async () => {
    const threads = [client, await world.client(coach), await world.client(coach)];
    const held = new Map<number, ThreadState>();
    for (const thread of threads) held.set(thread.conversationId, await emptyThread(thread));
    const { checkIn } = await submitted(client, { feeling: 3 });
    for (const thread of threads)
      await write(
        thread.conversationId,
        upTo(20).map((n) => `${n} ${LONGEST.slice(0, 9_000)}`),
      );
    const named = () => Object.fromEntries([...held].map(([id, { rev }]) => [id, rev]));
    const outcomes = new Set<string>();
    const catchUp = async (meanwhile: (round: number) => Promise<unknown>) => {
      const answers: SyncResult[] = [];
      for (let more = true; more; more = answers.at(-1)?.more ?? false) {
        const answer = await ask(named());
        answers.push(answer);
        for (const change of answer.changes) {
          const state = held.get(change.conversationId);
          if (!state) throw new Error('A change of something nobody asked for');
          const applied = applyChange(state, change);
          outcomes.add(applied.outcome);
          held.set(change.conversationId, applied.state);
        }
        if (answer.more) await meanwhile(answers.length);
      }
      return answers;
    };
    const answers = await catchUp(async (round) => {
      // The first message's card changes again and again: its revision overtakes those of the messages after it.
      await client.patch(`/api/check-ins/${checkIn.checkInId}`, { weight: 60 + round });
      await Promise.all(threads.map(({ conversationId }) => write(conversationId, [`Meanwhile ${round}`])));
    });
    expect(answers.length).toBeGreaterThan(2);
    expect(Math.max(...answers.map(bytesOf))).toBeLessThan(MOST_BYTES);
    // An achievement comes when it comes: what counts is that both end in the same place.
    const both = async () => {
      await catchUp(() => Promise.resolve());
      const fresh = await Promise.all(
        threads.map(({ conversationId }) => freshThread(coach, conversationId)),
      );
      return [threads.map(({ conversationId }) => held.get(conversationId)), fresh];
    };
    const same = async () => {
      const [mine, fresh] = await both();
      return isDeepStrictEqual(mine, fresh);
    };
    await expect.poll(same, { timeout: 10_000 }).toBe(true);
    expect([...outcomes]).toEqual(['applied']);
  });

  it('cuts one conversation by bytes as well, each page going on where the last one ended', async () => {
    const id = client.conversationId;
    await write(
      id,
      upTo(40).map(() => LONGEST),
    );
    const reached = { rev: 0 };
    const answers = await askOn({ [id]: 0 }, ({ changes }) => {
      expect(changes).toMatchObject([{ fromRev: reached.rev }]);
      reached.rev = changes[0]?.rev ?? 0;
      return { [id]: reached.rev };
    });
    expect(answers.length).toBeGreaterThan(1);
    expect(Math.max(...answers.map(bytesOf))).toBeLessThan(MOST_BYTES);
    const seqs = answers.flatMap(({ changes }) =>
      changes.flatMap(({ messages }) => messages.map(({ seq }) => seq)),
    );
    expect(seqs).toEqual(upTo(40));
  });

  it('starts again from as much of the newest page as fits', async () => {
    const id = client.conversationId;
    await write(
      id,
      upTo(40).map(() => LONGEST),
    );
    const answer = await ask({ [id]: 900 });
    expect(answer.more).toBe(false);
    expect(bytesOf(answer)).toBeLessThan(MOST_BYTES);
    const [change] = answer.changes;
    expect(change).toMatchObject({ reset: true, fromRev: 0, rev: 40, lastSeq: 40 });
    const seqs = change?.messages.map(({ seq }) => seq) ?? [];
    expect(seqs).toEqual(upTo(40).slice(-seqs.length));
    expect(seqs.length).toBeGreaterThan(5);
  });

  it('empties a device that remembers messages where there are none', async () => {
    const answer = await ask({ [client.conversationId]: 7 });
    expect(answer).toMatchObject({ changes: [{ reset: true, rev: 0, messages: [] }], more: false });
  });

  it('counts messages too, so that many small ones come in several answers', async () => {
    const threads = [client, ...(await Promise.all(upTo(6).map(() => world.client(coach))))];
    await Promise.all(threads.map(({ conversationId }) => write(conversationId, upTo(190).map(String))));
    const held = Object.fromEntries(threads.map(({ conversationId }) => [conversationId, 0]));
    const answers = await askOn(held, ({ changes }) =>
      Object.assign(
        held,
        Object.fromEntries(changes.map(({ conversationId, rev }) => [conversationId, rev])),
      ),
    );
    expect(answers.length).toBeGreaterThan(1);
    const all = answers.flatMap(({ changes }) => changes);
    expect(all.map(({ rev, messages }) => [rev, messages.length])).toEqual(threads.map(() => [190, 190]));
  });
});

/** People and empty threads, straight into the tables. */
async function giveClients(count: number): Promise<void> {
  await world.database.database.pool.query(`
    with people as (
      insert into users (email, password_hash, display_name, role, coach_id)
        select 'many' || n || '@example.test', '-', 'Client ' || n, 'CLIENT', ${coach.id} from generate_series(1, ${count}) n
        returning user_id),
    threads as (
      insert into conversations (coach_id, client_id, created_at)
        select ${coach.id}, user_id, '2026-01-01' from people returning *)
    insert into conversation_members (conversation_id, user_id)
      select conversation_id, coach_id from threads union all select conversation_id, client_id from threads`);
}

describe('a device that knows nothing', () => {
  it('hears of every conversation once, some at a time', async () => {
    await giveClients(450);
    const held: Record<string, number> = {};
    const answers = await askOn(held, ({ added }) => {
      for (const view of added) held[view.id] = view.rev;
      return held;
    });
    const ids = answers.flatMap(({ added }) => added.map(({ id }) => id));
    expect(answers.length).toBeGreaterThan(1);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(451);
  });

  it('comes to an end with more conversations than it may name, and hears of the most active ones', async () => {
    await giveClients(1_300);
    await write(client.conversationId, ['The newest of all']);
    const held: Record<string, number> = {};
    const answers = await askOn(held, ({ added }) => {
      for (const view of added) held[view.id] = view.rev;
      return held;
    });
    expect(answers[0]?.added[0]?.id).toBe(client.conversationId);
    expect(Object.keys(held).length).toBeGreaterThan(900);
  });
});

it('R9 stays below what may wait for a slow reader with news in all it names and more to learn of', async () => {
  await giveClients(1_200);
  await world.database.database.pool.query(`
    with news as (
      update conversations set rev = 1, last_seq = 1, last_message_at = now(), preview = repeat('語', 120),
        preview_sender_id = client_id, preview_kind = 'text' where last_seq = 0 returning *)
    insert into messages (conversation_id, seq, rev, sender_id, receiver_id, content)
      select conversation_id, 1, 1, client_id, coach_id, repeat('m', 230) from news`);
  await world.database.database.pool.query(
    "update users set last_seen_at = now(), display_name = repeat('語', 30), time_zone = 'America/Argentina/Buenos_Aires'",
  );
  const { rows } = await world.database.database.pool.query<{ id: number }>(
    'select conversation_id as id from conversations order by conversation_id limit 1000',
  );
  const held = Object.fromEntries(rows.map(({ id }) => [id, 0]));
  const answers = await askOn(held, ({ changes, added }) => {
    for (const { conversationId, rev } of changes) held[conversationId] = rev;
    // A device names no more than it may.
    expect(added.length).toBe(200);
    return held;
  });
  expect(Math.max(...answers.map(bytesOf))).toBeLessThan(MOST_BYTES);
  const told = answers.flatMap(({ changes }) =>
    changes.map(({ conversationId, rev }) => `${conversationId} ${rev}`),
  );
  expect(new Set(told)).toEqual(new Set(Object.keys(held).map((id) => `${id} 1`)));
});

it('asks the database once for all conversations of a coach, and for cards of each kind once', async () => {
  await giveClients(100);
  const busy = await world.client(coach);
  await write(busy.conversationId, ['One', 'Two']);
  const asked: string[] = [];
  const logger = { logQuery: (query: string) => void asked.push(query) };
  const ctx = { ...coach.ctx(), db: drizzle(world.database.database.pool, { schema, logger }) };
  const everything = await sync(ctx, { conversations: {} });
  expect(asked).toHaveLength(1);
  const held = Object.fromEntries(everything.added.map(({ id, rev }) => [id, rev]));
  await sync(ctx, { conversations: held });
  expect(asked).toHaveLength(2);
  await submitted(busy, { feeling: 3 });
  const { changes } = await sync(ctx, { conversations: { ...held, [busy.conversationId]: 0 } });
  expect(changes[0]?.messages.slice(0, 3)).toMatchObject([{ seq: 1 }, { seq: 2 }, { kind: 'check_in' }]);
  // The check-in, and the achievement it unlocks as soon as it is there.
  expect(asked.slice(2).length).toBeLessThanOrEqual(3);
});

it('finds what is new in whatever order the database reads the rows', async () => {
  const busy = await world.client(coach);
  world.clock.set('2030-01-01T12:00:00Z');
  await write(busy.conversationId, ['News']);
  const url = new URL(world.database.url);
  url.searchParams.set('options', '-c enable_indexscan=off -c enable_bitmapscan=off');
  const planned = connectPostgres({ url: url.href, logger: world.services.logger, max: 1 });
  try {
    const conversations = { [client.conversationId]: 0, [busy.conversationId]: 0 };
    const { changes } = await sync({ ...coach.ctx(), db: planned.db }, { conversations });
    expect(changes).toMatchObject([{ conversationId: busy.conversationId, messages: [{ text: 'News' }] }]);
  } finally {
    await planned.close();
  }
});
