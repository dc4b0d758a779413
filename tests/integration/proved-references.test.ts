import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createLogger } from '#server/platform/logger';
import { connectPostgres } from '#server/platform/postgres';
import type { Db } from '#server/platform/postgres';
import type { Client, Person } from '../support/person.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
let coach: Person;
let client: Client;

beforeAll(async () => {
  world = await createWorld();
  coach = await world.coach();
  client = await world.client(coach);
});
afterAll(() => world.close());

const STORE = 'select open, stored from store_plain_messages($1, $2, now(), false)';

function sendOf(senderId: number, conversationId = client.conversationId) {
  const send = { ord: 0, conversation_id: conversationId, sender_id: senderId };
  const text = { client_message_id: randomUUID(), request_hash: 'x', content: 'Hi', preview: 'Hi' };
  return [[conversationId], JSON.stringify([{ ...send, ...text }])];
}

async function roleOf(db: Db): Promise<unknown> {
  const { rows } = await db.execute(sql`show session_replication_role`);
  return rows[0]?.['session_replication_role'];
}

async function connected(): Promise<pg.Client> {
  const connection = new pg.Client({ connectionString: world.database.url });
  await connection.connect();
  return connection;
}

it('leaves references unchecked on the connection of plain texts, and nowhere else', async () => {
  const { db, reserved, gathered } = world.database.database;
  expect(await Promise.all([db, reserved, gathered].map(roleOf))).toEqual(['origin', 'origin', 'replica']);
});

it('stores a plain text only between the two people of its conversation, and fills in no reference beyond those', async () => {
  const stranger = await world.coach();
  const { pool, db } = world.database.database;
  expect((await pool.query(STORE, sendOf(stranger.id))).rows).toEqual([
    { open: [client.conversationId], stored: [] },
  ]);
  expect((await pool.query(STORE, sendOf(coach.id, 999_999))).rows).toEqual([{ open: null, stored: [] }]);

  await pool.query(STORE, sendOf(client.id));
  const { rows } = await pool.query<Record<string, unknown>>('select * from messages');
  expect(rows).toMatchObject([{ sender_id: client.id, receiver_id: coach.id }]);
  const { rows: references } = await db.execute(sql`
    select attname from pg_constraint
    join pg_attribute on attrelid = conrelid and attnum = any (conkey)
    where conrelid = 'messages'::regclass and contype = 'f'`);
  const filled = references.map(({ attname }) => String(attname)).filter((name) => rows[0]?.[name] !== null);
  expect([...new Set(filled)].sort()).toEqual(['conversation_id', 'receiver_id', 'sender_id']);
});

it('lets nobody remove a conversation that a plain text is going into', async () => {
  const other = await world.client(coach);
  const [writer, remover] = await Promise.all([connected(), connected()]);
  await writer.query('set session_replication_role = replica');
  await writer.query('begin');
  await writer.query(STORE, sendOf(coach.id, other.conversationId));
  const removed = remover
    .query('delete from conversations where conversation_id = $1', [other.conversationId])
    .then(
      () => 'removed',
      (error: unknown) => error,
    );
  await writer.query('commit');
  expect(await removed).toMatchObject({ code: '23503', table: 'messages' });
  await Promise.all([writer.end(), remover.end()]);
});

it('stores plain texts for a database role that may not leave the checks out', async () => {
  const { pool } = world.database.database;
  const role = `limited_${randomUUID().replaceAll('-', '')}`;
  await pool.query(`create role ${role} login password 'x'`);
  await pool.query(`grant all on all tables in schema public to ${role}`);
  await pool.query(`grant all on all sequences in schema public to ${role}`);
  const url = new URL(world.database.url);
  url.username = role;
  url.password = 'x';
  const limited = connectPostgres({ url: url.href, logger: createLogger('silent') });
  expect(await roleOf(limited.gathered)).toBe('origin');
  const [ids, sends] = sendOf(coach.id);
  const { rows } = await limited.gathered.execute(
    sql`select stored from store_plain_messages(${sql.param(ids)}::int[], ${sends}::json, now(), false)`,
  );
  expect(rows).toEqual([{ stored: [expect.any(Array)] }]);
  await limited.close();
  await pool.query(`drop owned by ${role}`);
  await pool.query(`drop role ${role}`);
});
