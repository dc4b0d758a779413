import type { Stage } from '../stage/stage.ts';
import { withClient } from '../stage/database.ts';
import type { Begun, Fault } from './fault.ts';

const BLOWS = 4;
const BLOW_EVERY_MS = 300;
const LOOK_EVERY_MS = 250;

/** What happens to Postgres. */
export const postgresFaults: readonly Fault[] = [
  {
    kind: 'postgres-restart',
    layers: ['postgres'],
    // A change whose card cannot be read after the commit is told to nobody.
    loses: true,
    lasts: [2_500, 4_000],
    signs: ['unavailable', 'late', 'warned', 'disconnected'],
    alone: true,
    async begin(stage) {
      await stage.options.postgres.killImmediately();
      return { heal: () => Promise.resolve() };
    },
  },
  {
    kind: 'postgres-terminate',
    layers: ['postgres'],
    loses: true,
    lasts: [500, 1_500],
    signs: ['unavailable', 'late', 'warned'],
    async begin(stage) {
      for (let blow = 0; blow < BLOWS; blow += 1) {
        await terminateBackends(stage).catch(() => undefined);
        await pause(BLOW_EVERY_MS);
      }
      return { heal: () => Promise.resolve() };
    },
  },
  {
    kind: 'postgres-lock',
    layers: ['postgres'],
    loses: true,
    lasts: [2_000, 7_000],
    signs: ['unavailable', 'late'],
    begin: (stage, plan) => holdLock(stage, plan.target % 2 === 0),
  },
];

/** What happens to Redis. */
export const redisFaults: readonly Fault[] = [
  {
    kind: 'redis-kill',
    layers: ['redis'],
    lasts: [2_000, 6_000],
    signs: ['degraded', 'gap'],
    needsPeers: true,
    loses: true,
    lingers: true,
    async begin(stage) {
      await stage.redis?.kill();
      const stop = watchHealth(stage);
      return {
        async heal() {
          stop();
          await stage.redis?.start();
        },
      };
    },
  },
  {
    kind: 'redis-freeze',
    layers: ['redis'],
    lasts: [3_000, 8_000],
    signs: ['degraded', 'gap'],
    needsPeers: true,
    loses: true,
    lingers: true,
    begin(stage) {
      stage.redis?.freeze();
      const stop = watchHealth(stage);
      return {
        heal() {
          stop();
          stage.redis?.thaw();
          return Promise.resolve();
        },
      };
    },
  },
];

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Ends every connection of the servers, busy or idle. */
function terminateBackends(stage: Stage): Promise<void> {
  return withClient(stage.databaseUrl, async (client) => {
    await client.query(
      `select pg_terminate_backend(pid) from pg_stat_activity
       where datname = current_database() and pid <> pg_backend_pid() and application_name <> 'chaos'`,
    );
  });
}

/** Somebody keeps the rows of half of the threads, or of all, locked. */
async function holdLock(stage: Stage, all: boolean): Promise<Begun> {
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  let locked: () => void = () => undefined;
  const isLocked = new Promise<void>((resolve) => (locked = resolve));
  const held = withClient(stage.databaseUrl, async (client) => {
    await client.query('begin');
    await client.query('select 1 from conversations where $1 or conversation_id % 2 = 0 for update', [all]);
    locked();
    await released;
    await client.query('rollback');
  }).catch(locked);
  await isLocked;
  return {
    async heal() {
      release();
      await held;
    },
  };
}

/** Asks the servers how they see Redis, until told to stop. */
function watchHealth(stage: Stage): () => void {
  const look = async () => {
    for (const node of stage.nodes.filter(({ state }) => state === 'up')) {
      const signal = AbortSignal.timeout(2_000);
      const answer = await fetch(`http://127.0.0.1:${node.port}/api/health`, { signal }).then(
        (response) => response.text(),
        () => '',
      );
      if (answer.includes('"redis":"degraded"')) stage.recorder.note('degraded', node.name);
    }
  };
  const timer = setInterval(() => void look(), LOOK_EVERY_MS);
  return () => {
    clearInterval(timer);
  };
}
