import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import * as z from 'zod';
import type { Logger } from './logger.ts';
import { asStartError } from './postgres-errors.ts';
import { StartError } from './start-error.ts';

/** Two keys, because `pg_locks` shows them as they are. Any would do that never change. */
const LOCK = { classId: 507_720, objectId: 1 } as const;

/** A process that was just killed may hold its lock for a moment longer. */
const PATIENCE_MS = 2_000;
const RETRY_MS = 250;
const RECLAIM_MS = 1_000;

const holderRows = z.array(z.object({ name: z.string().nullable(), since: z.string().nullable() }));

export interface DatabaseClaim {
  /** Lets the next process in. */
  release(): Promise<void>;
}

/**
 * Claims a database for this process, alone or together with others that share it, by a lock that lives as long as a
 * connection of its own.
 *
 * When that connection is lost (the database restarted) the process goes on serving and claims again until it
 * succeeds: two processes would miss each other's live updates, but never damage data, so stopping would be worse.
 * @param options.shared whether others may claim it too: those that share it as well, and nobody else
 * @throws StartError naming the process in the way, or when the database cannot be reached
 */
export async function claimDatabase(
  url: string,
  logger: Logger,
  options: { shared?: boolean } = {},
): Promise<DatabaseClaim> {
  const keeper = new LockKeeper(url, logger, options.shared ?? false);
  await keeper.claim();
  return { release: () => keeper.release() };
}

class LockKeeper {
  #client: pg.Client | undefined;
  readonly #released = new AbortController();

  constructor(
    private readonly url: string,
    private readonly logger: Logger,
    private readonly shared: boolean,
  ) {}

  /** @throws StartError when another process keeps the lock */
  async claim(): Promise<void> {
    const client = await this.#connect();
    try {
      await acquire(client, this.shared);
    } catch (error) {
      await client.end().catch(() => undefined);
      throw error;
    }
    this.#client = client;
    client.once('end', () => void this.#reclaim());
  }

  async release(): Promise<void> {
    this.#released.abort();
    await this.#client?.end().catch(() => undefined);
  }

  async #connect(): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.url,
      connectionTimeoutMillis: 5_000,
      application_name: `spotter ${process.pid} on ${hostname()}`.slice(0, 63),
    });
    // A loss is handled on `end`, which follows; unheard, the error would end the process.
    client.on('error', () => undefined);
    try {
      await client.connect();
      // A machine that vanished gives its lock back after half a minute, and nobody ends an idle owner.
      await client.query(
        'set tcp_keepalives_idle = 15; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3',
      );
      await client.query('set idle_session_timeout = 0');
      return client;
    } catch (error) {
      await client.end().catch(() => undefined);
      throw asStartError(error);
    }
  }

  async #reclaim(): Promise<void> {
    if (this.#isReleased()) return;
    this.logger.warn('the claim on the database was lost with its connection; claiming again');
    let told = '';
    while (!this.#isReleased()) {
      const reason = await this.#tryClaim();
      if (reason === undefined) return;
      if (reason !== told) this.logger.error({ reason }, 'the database cannot be claimed again yet');
      told = reason;
      const { signal } = this.#released;
      await sleep(RECLAIM_MS, undefined, { ref: false, signal }).catch(() => undefined);
    }
  }

  /** @returns why it failed */
  async #tryClaim(): Promise<string | undefined> {
    try {
      await this.claim();
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
    if (this.#isReleased()) await this.#client?.end().catch(() => undefined);
    else this.logger.info('the database is claimed again');
    return undefined;
  }

  #isReleased(): boolean {
    return this.#released.signal.aborted;
  }
}

async function acquire(client: pg.Client, shared: boolean): Promise<void> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  while (!(await tryLock(client, shared))) {
    if (performance.now() > giveUpAt) throw await refusal(client, shared);
    await sleep(RETRY_MS);
  }
}

async function tryLock(client: pg.Client, shared: boolean): Promise<boolean> {
  const lock = shared ? 'pg_try_advisory_lock_shared' : 'pg_try_advisory_lock';
  const { rows } = await client.query(`select ${lock}($1, $2) as locked`, [LOCK.classId, LOCK.objectId]);
  return z.array(z.object({ locked: z.boolean() })).parse(rows)[0]?.locked === true;
}

async function refusal(client: pg.Client, shared: boolean): Promise<StartError> {
  const { rows } = await client.query(
    `select a.application_name as name, to_char(a.backend_start at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') as since
       from pg_locks l join pg_stat_activity a on a.pid = l.pid
      where l.locktype = 'advisory' and l.granted and l.classid = $1 and l.objid = $2
        and l.database = (select oid from pg_database where datname = current_database())`,
    [LOCK.classId, LOCK.objectId],
  );
  const holder = holderRows.parse(rows)[0];
  const who = holder?.name ?? 'another process';
  const since = holder?.since == null ? '' : ` since ${holder.since}`;
  const way = shared
    ? 'which runs without REDIS_URL: stop that one, or start it again with the same REDIS_URL.'
    : 'stop that one first, or give both the same REDIS_URL.';
  return new StartError(
    `The database of DATABASE_URL is in use by ${who}${since}${shared ? ', ' : ': '}${way}`,
  );
}
