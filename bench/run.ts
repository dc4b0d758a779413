import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from '#server/platform/paths';
import { describeMachine, leaveServerCore } from './measure/machine.ts';
import { measureConnections } from './parts/connections.ts';
import { measureLatency } from './parts/latency.ts';
import { measureLogins } from './parts/logins.ts';
import { measureMessages } from './parts/messages.ts';
import { measureThread } from './parts/thread.ts';
import { run as measureReconnects } from './reconnect-storm.ts';
import { tableOf, type Report } from './report/report.ts';
import { startBenchDatabase, type BenchDatabase } from './world/database.ts';

const PARTS = ['messages', 'latency', 'logins', 'connections'] as const;
type Part = (typeof PARTS)[number] | 'scale' | 'search' | 'reconnect' | 'thread';

/** Parts that bring a database of their own. */
const OF_THEIR_OWN: readonly string[] = ['scale', 'search', 'thread'];

const RESULTS = join(projectRoot, 'bench', 'results');
const ROUNDS = 3;
const IDLE_CONNECTIONS = 10_000;

/**
 * `npm run bench`, or `npm run bench -- messages latency logins connections scale search reconnect thread`: figures beside their
 * yardsticks.
 */
async function main(): Promise<void> {
  const asked = process.argv.slice(2);
  const unknown = asked.filter((name) => !isPart(name));
  if (unknown.length > 0) throw new Error(`There is no part named ${unknown.join(', ')}`);
  const parts: readonly Part[] = asked.length > 0 ? asked.filter(isPart) : PARTS;
  if (parts.includes('scale')) {
    const scale = await import('./scale/index.ts');
    const { table, ...figures } = await scale.run();
    await publish('scale', table, figures);
  }
  if (parts.includes('search')) {
    const search = await import('./search/index.ts');
    const { table, ...figures } = await search.run();
    await publish('search', table, figures);
  }
  if (parts.includes('thread')) await measureInBrowser();
  if (parts.every((part) => OF_THEIR_OWN.includes(part))) return;
  leaveServerCore();
  const database = await startBenchDatabase();
  try {
    await measureAll(database, parts);
  } finally {
    await database.stop();
  }
}

/** A browser takes every core it can get, as on a desk: before this process leaves one to the server. */
async function measureInBrowser(): Promise<void> {
  const database = await startBenchDatabase();
  try {
    const report = await measureThread(database, { rounds: 7 });
    await publish('thread', tableOf(report.rows), report.figures);
  } finally {
    await database.stop();
  }
}

/** The rates of the later parts are fractions of what the first one saw. */
async function measureAll(database: BenchDatabase, parts: readonly Part[]): Promise<void> {
  const rated = parts.includes('latency') || parts.includes('logins');
  let saturated = 0;
  if (rated || parts.includes('messages')) {
    const report = await measureMessages(database, {
      rounds: parts.includes('messages') ? ROUNDS : 1,
      seconds: 8,
    });
    ({ saturated } = report);
    await publish('messages', tableOf(report.rows), report.figures);
  }
  const rest: Partial<Record<Part, () => Promise<Report>>> = {
    latency: () => measureLatency(database, { saturated, seconds: 15 }),
    logins: () => measureLogins(database, { saturated, seconds: 15, rounds: ROUNDS }),
    connections: () => measureConnections(database, IDLE_CONNECTIONS),
    reconnect: () => measureReconnects(database),
  };
  for (const part of parts) {
    const report = await rest[part]?.();
    if (report) await publish(part, tableOf(report.rows), report.figures);
  }
}

async function publish(part: Part, table: string, figures: unknown): Promise<void> {
  await mkdir(RESULTS, { recursive: true });
  const path = join(RESULTS, `${part}.json`);
  const seen = { part, at: new Date().toISOString(), machine: describeMachine(), figures };
  await writeFile(path, `${JSON.stringify(seen, undefined, 2)}\n`);
  console.log(`\n${part} (${path})\n\n${table}`);
}

function isPart(name: string): name is Part {
  return [...PARTS, ...OF_THEIR_OWN, 'reconnect'].includes(name);
}

await main();
