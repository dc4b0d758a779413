import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import * as z from 'zod/mini';
import { messagePage } from '#contract/conversations';
import { scheduledAnswer } from '#contract/scheduled-messages';
import { createStartedDatabase, type TestDatabase } from '../support/database.ts';
import { runSql } from '../support/global-setup.ts';
import { httpClient } from '../support/http.ts';
import { ServerProcess } from '../support/server-process.ts';

const PASSWORD = 'a fine long sentence';

let dataDir: string;
let database: TestDatabase;
let server: ServerProcess;
let url: string;
let cookie: string;
let conversationId: number;

beforeAll(async () => {
  [database, dataDir] = await Promise.all([
    createStartedDatabase(),
    mkdtemp(join(tmpdir(), 'spotter-scheduled-')),
  ]);
  await startServer();
  await meet();
}, 60_000);
afterAll(async () => {
  server.signal('SIGTERM');
  await server.ended();
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
}, 30_000);

async function startServer(): Promise<void> {
  server = ServerProcess.start({ DATA_DIR: dataDir, DATABASE_URL: database.url, RATE_LIMITS: 'off' });
  url = await server.url();
}

const browser = () => httpClient(url, () => ({ origin: url, ...(cookie && { cookie }) }));

/** A coach and a client come in by the door. */
async function meet(): Promise<void> {
  cookie = '';
  const coach = { email: 'coach@later.test', password: PASSWORD, displayName: 'Coach', brandName: 'Later' };
  const arrived = await browser().post('/api/setup', coach);
  cookie = arrived.headers.get('set-cookie')?.split(';')[0] ?? '';
  const invited = await browser().post('/api/invites', { email: 'client@later.test' });
  const link = invited.parse(z.object({ invite: z.object({ url: z.string() }) })).invite.url;
  const form = { password: PASSWORD, displayName: 'Client' };
  const accepted = await httpClient(url, () => ({ origin: url })).post(
    `/api/invitations/${link.split('/').at(-1) ?? ''}/accept`,
    form,
  );
  ({ conversationId } = accepted.parse(z.object({ conversationId: z.int() })));
}

/** Schedules it for tomorrow. */
async function scheduled(text: string): Promise<number> {
  const sendAt = new Date(Date.now() + 86_400_000).toISOString();
  const answer = await browser().post(`/api/conversations/${conversationId}/scheduled-messages`, {
    text,
    sendAt,
    timeZone: 'UTC',
  });
  return answer.parse(scheduledAnswer).scheduled.id;
}

/** Tomorrow comes: their moments were from this many seconds ago on, a second apart; ahead where that is negative. */
async function due(ids: readonly number[], seconds: number): Promise<void> {
  await database.database.pool.query(
    `update scheduled_messages set send_at = now() - make_interval(secs => $2 - place)
     from unnest($1::int[]) with ordinality as moved (id, place) where scheduled_message_id = id`,
    [ids, seconds],
  );
}

async function sentTexts(): Promise<string[]> {
  const answer = await browser().get(`/api/conversations/${conversationId}/messages`);
  return answer.status === 200 ? answer.parse(messagePage).items.map(({ text }) => text) : [];
}

it('what was due while no process lived is sent once by the next one', async () => {
  const ids = [await scheduled('one'), await scheduled('two'), await scheduled('not yet')];
  server.signal('SIGKILL');
  await server.ended();
  await due(ids.slice(0, 2), 600);
  await startServer();
  await expect.poll(sentTexts, { timeout: 10_000 }).toEqual(['one', 'two']);
});

it('a process that dies in the middle of many leaves none out and sends none twice', async () => {
  const before = await sentTexts();
  const texts = Array.from({ length: 40 }, (_, n) => `greeting ${n}`);
  const ids: number[] = [];
  for (const text of texts) ids.push(await scheduled(text));
  await due(ids, 100);
  const begun = async () => (await database.database.pool.query('select from messages')).rowCount ?? 0;
  await expect.poll(begun, { timeout: 5_000, interval: 1 }).toBeGreaterThan(before.length);
  server.signal('SIGKILL');
  await server.ended();
  await startServer();
  await expect.poll(sentTexts, { timeout: 10_000 }).toEqual([...before, ...texts]);
}, 40_000);

it('what is due while the database is away is sent once it is back', async () => {
  const before = await sentTexts();
  const id = await scheduled('late but once');
  await due([id], -2);
  const name = new URL(database.url).pathname.slice(1);
  const { adminUrl } = inject('testPostgres');
  await runSql(adminUrl, `alter database ${name} allow_connections false`);
  await runSql(adminUrl, `select pg_terminate_backend(pid) from pg_stat_activity where datname = '${name}'`);
  await server.written(/scheduled messages could not be read/);
  await runSql(adminUrl, `alter database ${name} allow_connections true`);
  await expect.poll(sentTexts, { timeout: 15_000 }).toEqual([...before, 'late but once']);
}, 40_000);
