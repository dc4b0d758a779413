import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { projectRoot } from '#server/platform/paths';
import { processStart } from '#server/platform/processes';
import { startOwner, type DatabaseOwner } from '../support/database-owner.ts';
import { packOwner } from '../support/small-checkout.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const program = join(projectRoot, 'node_modules', '.cache', `database-owner-${process.pid}.mjs`);
let dataDir: string;
let started: DatabaseOwner[] = [];

beforeAll(() => packOwner(program));
afterAll(() => rm(program));
beforeEach(async () => {
  dataDir = await temporaryFolder();
});
afterEach(async () => {
  await Promise.all(started.map((owner) => owner.stop()));
  started = [];
});

async function start(): Promise<DatabaseOwner> {
  const owner = await startOwner(program, dataDir);
  started.push(owner);
  return owner;
}

async function query(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

const remember = (owner: DatabaseOwner) => query(owner.url, 'create table note as select 42 as answer');
const recall = (owner: DatabaseOwner) => query(owner.url, 'select answer from note');
const REMEMBERED = [{ answer: 42 }];

const pidFile = () => join(dataDir, 'postgres', 'data', 'postmaster.pid');

async function postmaster(): Promise<number> {
  return Number((await readFile(pidFile(), 'utf8')).split('\n')[0]);
}

async function killDatabase(): Promise<number> {
  const pid = await postmaster();
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => processStart(pid)).toBeUndefined();
  return pid;
}

/** Runs a script that prints a process id. Only processes of its own user make Postgres believe a stale pid file. */
async function runAsDatabaseUser(script: string): Promise<string> {
  const { uid, gid } = await stat(join(dataDir, 'postgres'));
  const child = spawn('/bin/sh', ['-c', script], {
    uid,
    gid,
    cwd: '/',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  return String((await once(child.stdout, 'data'))[0]).trim();
}

describe('a Postgres without set-up', () => {
  it('is made on first start: durable, UTF-8, on this machine only, behind a password', async () => {
    const owner = await start();
    const settings = await query(
      owner.url,
      `select current_database() as database, current_setting('fsync') as fsync,
              current_setting('server_encoding') as encoding, current_setting('listen_addresses') as listens,
              current_setting('unix_socket_directories') as sockets, lower('ÄRGER') as lower`,
    );
    expect(settings).toEqual([
      {
        database: 'spotter',
        fsync: 'on',
        encoding: 'UTF8',
        listens: '127.0.0.1',
        sockets: '',
        lower: 'ärger',
      },
    ]);
    const guess = new URL(owner.url);
    guess.password = 'guess';
    await expect(query(guess.href, 'select 1')).rejects.toThrow('password authentication failed');
  });

  it('keeps rows over a restart, and is stopped with its owner', async () => {
    const first = await start();
    await remember(first);
    const pid = await postmaster();
    await first.stop();
    expect(await processStart(pid)).toBeUndefined();
    expect(await recall(await start())).toEqual(REMEMBERED);
  });

  it('refuses a second owner with a line that names the first', async () => {
    const first = await start();
    await expect(start()).rejects.toThrow(`DATA_DIR ${dataDir} is in use by process ${first.pid} since`);
    await expect(query(first.url, 'select 1')).resolves.toHaveLength(1);
  });

  it('removes what a start left that was cut short', async () => {
    await writeFile(join(dataDir, 'postgres.init-2147483646'), '');
    await start();
    expect((await readdir(dataDir)).toSorted()).toEqual(['owner.1', 'postgres']);
  });
});

describe('taking over', () => {
  it('adopts the database that runs on after its owner was killed', async () => {
    const first = await start();
    await remember(first);
    const pid = await postmaster();
    await first.kill();
    const second = await start();
    expect(await recall(second)).toEqual(REMEMBERED);
    expect(await postmaster()).toBe(pid);
    await second.stop();
    expect(await processStart(pid)).toBeUndefined();
  });

  it('recovers when owner and database were both killed', async () => {
    const first = await start();
    await remember(first);
    await first.kill();
    await killDatabase();
    expect(await recall(await start())).toEqual(REMEMBERED);
  });

  it('starts the database again, at the same address, when it alone was killed', async () => {
    const owner = await start();
    await remember(owner);
    const pid = await killDatabase();
    const answer = () => recall(owner).catch(() => 'down');
    await expect.poll(answer, { timeout: 15_000 }).toEqual(REMEMBERED);
    expect(await postmaster()).not.toBe(pid);
  });

  it.each([
    ['another program', 'echo $$; exec sleep 60'],
    ['a zombie', 'true & echo $!; exec sleep 60'],
  ])('sees through a pid file whose number now belongs to %s', async (_, script) => {
    const first = await start();
    await remember(first);
    await first.kill();
    await killDatabase();
    const stranger = await runAsDatabaseUser(script);
    const [, ...rest] = (await readFile(pidFile(), 'utf8')).split('\n');
    await writeFile(pidFile(), [stranger, ...rest].join('\n'));
    expect(await recall(await start())).toEqual(REMEMBERED);
  });

  it('chooses another port when somebody took the old one', async () => {
    const first = await start();
    await remember(first);
    await first.kill();
    await killDatabase();
    const squatter = createServer().listen(Number(new URL(first.url).port), '127.0.0.1');
    const second = await start();
    expect(await recall(second)).toEqual(REMEMBERED);
    expect(new URL(second.url).port).not.toBe(new URL(first.url).port);
    squatter.close();
  });
});

describe('data it cannot serve', () => {
  it('of another major version are refused, with what to do', async () => {
    await (await start()).stop();
    const version = join(dataDir, 'postgres', 'data', 'PG_VERSION');
    const bundled = (await readFile(version, 'utf8')).trim();
    await writeFile(version, '14\n');
    await expect(start()).rejects.toThrow(
      new RegExp(`PostgreSQL 14, and this release brings PostgreSQL ${bundled},.* pg_dump, .*DATABASE_URL`),
    );
  });

  it('that lost their PG_VERSION are never overwritten', async () => {
    await (await start()).stop();
    const version = join(dataDir, 'postgres', 'data', 'PG_VERSION');
    const text = await readFile(version, 'utf8');
    await rm(version);
    await expect(start()).rejects.toThrow('holds no database');
    await writeFile(version, text);
    await expect(start()).resolves.toBeDefined();
  });
});
