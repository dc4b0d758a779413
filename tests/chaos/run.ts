import { setTimeout as sleep } from 'node:timers/promises';
import { check, type Verdict } from './checker/check.ts';
import type { Fault, Plan } from './faults/fault.ts';
import { Performance } from './faults/perform.ts';
import { faultOf } from './faults/registry.ts';
import { schedule } from './faults/schedule.ts';
import type { History, ServerLife } from './history.ts';
import { Random } from './random.ts';
import type { Programs } from './stage/bundle.ts';
import { collect, laggards, untilSynced } from './stage/convergence.ts';
import type { ChaosPostgres } from './stage/database.ts';
import { Stage } from './stage/stage.ts';
import { assignRoutines } from './workload/routines.ts';
import { Workload } from './workload/workload.ts';

/** Seconds. */
const HEAL_WITHIN = 30;
/** Faults in spite of which every process hears at once that somebody has left a thread, or everything (R8). */
const AT_ONCE: ReadonlySet<string> = new Set([
  'move-client',
  'deactivate',
  'two-tabs',
  'tab-kill',
  'ack-cut',
  'lost-hints',
]);
const READY_WITHIN_MS = 60_000;
const LAST_WORDS_MS = 1_500;
const REST_MS = 12_000;
const LOOK_EVERY_MS = 250;

export interface RunOptions {
  readonly seed: number;
  readonly seconds: number;
  readonly processes: number;
  readonly kinds: readonly Fault[];
  /** Milliseconds each fault lasts, instead of what the seed draws. */
  readonly lasts?: number | undefined;
  /** Seconds within which every device has to hold the truth again; 30 unless the machine is known to be slow. */
  readonly healWithin?: number | undefined;
  /** Seconds after which nobody waits for the devices any more; twice the time they have, unless told. */
  readonly patience?: number | undefined;
  readonly programs: Programs;
  readonly postgres: ChaosPostgres;
  readonly prepare?: ((url: string) => Promise<void>) | undefined;
  /** Hears how far the run has come. */
  readonly tell?: ((line: string) => void) | undefined;
}

export interface RunReport {
  readonly seed: number;
  readonly plans: readonly Plan[];
  readonly history: History;
  readonly verdict: Verdict;
}

/** One run: people at work, everything going wrong, healing, judgement. */
export async function run(options: RunOptions): Promise<RunReport> {
  const { seed, seconds, kinds, lasts, processes, programs, postgres, prepare } = options;
  const random = new Random(`seed ${seed}`);
  const possible = kinds.filter((fault) => processes > 1 || fault.needsPeers !== true);
  const plans = schedule({ random: random.fork('schedule'), seconds, kinds: possible, lasts });
  const stage = await Stage.set({ processes, programs, postgres, random, prepare });
  const rejections = hearRejections();
  try {
    await assignRoutines(stage);
    const played = await play(stage, plans, options);
    const history = { ...played, servers: [...played.servers, ...rejections.heard()] };
    const healWithinMs = (options.healWithin ?? HEAL_WITHIN) * 1_000;
    return { seed, plans, history, verdict: check(history, { healWithinMs }) };
  } finally {
    await stage.clear();
    rejections.stop();
  }
}

/** All devices live in this process: what they leave unhandled counts as theirs. */
function hearRejections(): { heard(): ServerLife[]; stop(): void } {
  const complaints: string[] = [];
  const hear = (reason: unknown) => {
    complaints.push(reason instanceof Error ? (reason.stack ?? reason.message) : String(reason));
  };
  process.on('unhandledRejection', hear);
  return {
    heard: () => [{ node: 'a device', complaints, unplanned: undefined, growth: undefined }],
    stop: () => void process.off('unhandledRejection', hear),
  };
}

async function play(stage: Stage, plans: readonly Plan[], options: RunOptions): Promise<History> {
  for (const node of stage.nodes) await node.weighBefore();
  await Promise.all(stage.tabs.map((tab) => tab.open()));
  if ((await untilSynced(stage, READY_WITHIN_MS)) === undefined)
    throw new Error(`The devices never came online:\n${(await laggards(stage)).join('\n')}`);
  const workload = new Workload(stage);
  const performance = new Performance(stage, plans);
  const tell = options.tell ?? (() => undefined);
  tell(`${stage.tabs.length} devices are online`);
  workload.start();
  await Promise.all([performance.play(options.seconds * 1_000, tell), sleep(options.seconds * 1_000)]);
  workload.stop();
  tell('healed; waiting for the devices');
  const patience = options.patience ?? 2 * (options.healWithin ?? HEAL_WITHIN);
  const healedWithin = await untilSynced(stage, patience * 1_000);
  const late = healedWithin === undefined ? await laggards(stage) : [];
  tell(late.length > 0 ? late.join('; ') : `in sync after ${healedWithin ?? 'too many'} ms`);
  await sleep(LAST_WORDS_MS);
  const { conversations, shown } = await collect(stage);
  tell('collected what is stored and shown');
  const faults = performance.reports();
  await endOrderly(stage);
  const { recorder } = stage;
  return {
    operations: [...recorder.operations.values()].map((sent) => ({
      ...sent,
      allowed: sent.lockedOut !== true && stage.memberships.had(sent.senderId, sent.conversationId, sent.at),
    })),
    acts: recorder.acts,
    conversations,
    shown,
    ...recorder.told,
    gaps: recorder.gaps,
    memberships: stage.memberships.all,
    absences: stage.absences.all,
    servers: stage.nodes.flatMap(({ lives }) => lives),
    faults,
    internalErrors: recorder.internalErrors,
    healedWithin,
    laggards: late,
    farewellMs: plans.every(({ kind }) => AT_ONCE.has(kind)) ? 1_000 : 60_000,
    lossless: stage.nodes.length === 1 && plans.every(({ kind }) => faultOf(kind).loses !== true),
  };
}

/** Everybody leaves; the servers come to rest, are weighed, and drain. */
async function endOrderly(stage: Stage): Promise<void> {
  for (const tab of stage.tabs) tab.kill();
  const sockets = () => stage.tabs.reduce((sum, { link }) => sum + link.connections, 0);
  for (let waited = 0; sockets() > 0 && waited < REST_MS; waited += LOOK_EVERY_MS) await sleep(LOOK_EVERY_MS);
  for (const node of stage.nodes) await node.closeBooks();
  await Promise.all(stage.nodes.map((node) => node.terminate()));
}
