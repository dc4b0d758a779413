import { readFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { StartError } from '../start-error.ts';
import type { Cluster } from './cluster.ts';
import { whoAnswers } from './connection.ts';
import { defuse, ownsDataDir, readPostmasterPid, type PostmasterPid } from './postmaster-pid.ts';
import { runAs } from './run-as.ts';

/** A database that answers. */
export interface Running {
  readonly pid: number;
  readonly port: number;
}

/** Crash recovery of a busy database takes a while, and is said to be over only when it answers. */
const RECOVERY_MS = 60_000;
const UNCLEAR_MS = 5_000;
const ATTEMPTS = 40;
const PAUSE_MS = 250;

/** Errors stay out of its log: they may quote what people wrote. */
const SETTINGS = [
  'listen_addresses=127.0.0.1',
  `unix_socket_directories=''`,
  'cluster_name=spotter',
  'max_connections=60',
  'shared_buffers=128MB',
  'random_page_cost=1.1',
  'jit=off',
  'timezone=UTC',
  'log_timezone=UTC',
  'log_min_messages=log',
  'log_min_error_statement=panic',
  'log_checkpoints=off',
];

/**
 * Takes over the database that already runs on these files, after our predecessor was killed.
 * @returns undefined when none runs; what a killed one left behind is then out of the way
 * @throws StartError when one runs and does not answer
 */
export async function adopt(cluster: Cluster): Promise<Running | undefined> {
  const startedAt = performance.now();
  for (;;) {
    const file = await readPostmasterPid(cluster.dataDir);
    if (file === undefined) return undefined;
    const owns = await ownsDataDir(file.pid, cluster.dataDir);
    const answer = owns === 'no' ? 'foreign' : await whoAnswers(cluster, file.port);
    if (answer === 'ours') return file;
    const waited = performance.now() - startedAt;
    if (owns === 'no' || (owns === 'unclear' && (answer === 'foreign' || waited > UNCLEAR_MS))) {
      await defuse(file, cluster.dataDir);
      return undefined;
    }
    if (waited > RECOVERY_MS) throw silent(cluster, file);
    await sleep(PAUSE_MS);
  }
}

function silent(cluster: Cluster, file: PostmasterPid): StartError {
  return new StartError(
    `The database of ${cluster.dataDir} runs as process ${file.pid} and does not answer: see ${cluster.logFile}.`,
  );
}

/**
 * Starts the database on the first port of `ports` that nobody holds.
 * @throws StartError with what the database said
 */
export async function launch(cluster: Cluster, nextPort: () => Promise<number>): Promise<Running> {
  let complaint = '';
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    complaint = await start(cluster, await nextPort());
    const running = await adopt(cluster);
    if (running !== undefined) return running;
    // A port taken meanwhile, or backends of a killed database that are still ending.
    if (!/could not bind|could not create any TCP|pre-existing shared memory/.test(complaint)) break;
    await sleep(PAUSE_MS);
  }
  if (complaint.includes('No space left on device')) {
    throw new StartError(`The database of ${cluster.dataDir} cannot start: the disk is full.`);
  }
  throw new StartError(
    `The database of ${cluster.dataDir} does not start: ${gist(complaint)} See ${cluster.logFile}.`,
  );
}

/** @returns what was added to the log and printed, if it did not start */
async function start(cluster: Cluster, port: number): Promise<string> {
  const before = await logText(cluster);
  const options = [...SETTINGS, `port=${port}`].map((setting) => `-c ${setting}`).join(' ');
  const args = ['start', '-s', '-w', '-t', String(RECOVERY_MS / 1_000), '-D', cluster.dataDir];
  const done = await runAs(cluster.user, cluster.binaries.pgCtl, [
    ...args,
    '-l',
    cluster.logFile,
    '-o',
    options,
  ]);
  if (done.ok) return '';
  return `${(await logText(cluster)).slice(before.length)}\n${done.output}`;
}

const logText = (cluster: Cluster) => readFile(cluster.logFile, 'utf8').catch(() => '');

function gist(complaint: string): string {
  const lines = complaint.split('\n').filter((line) => line.trim() !== '');
  const line = lines.find((one) => /FATAL|PANIC/.test(one)) ?? lines.at(-1) ?? 'it gave no reason';
  const text = line.replace(/^.*?(?=FATAL|PANIC)/, '').slice(0, 300);
  return text.endsWith('.') ? text : `${text}.`;
}

/** A port of 127.0.0.1 that is free at this moment. */
export async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address !== null ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

/** Ends the database, at once if it does not finish orderly within seconds; then it recovers at its next start. */
export async function shutDown(cluster: Cluster): Promise<void> {
  const stop = (mode: string, seconds: number) =>
    runAs(cluster.user, cluster.binaries.pgCtl, [
      ...['stop', '-s', '-w', '-t', String(seconds)],
      ...['-m', mode, '-D', cluster.dataDir],
    ]);
  const orderly = await stop('fast', 2);
  if (orderly.ok || (await readPostmasterPid(cluster.dataDir)) === undefined) return;
  await stop('immediate', 1);
}
