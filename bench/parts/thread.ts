import type { Browser } from '@playwright/test';
import {
  freshTab,
  heapOf,
  launchBrowser,
  openCold,
  openFromInbox,
  scrollAbout,
  scrollTo,
  type Scrolled,
  type ThreadToOpen,
} from '../browser/thread-page.ts';
import { onAnyCore } from '../measure/machine.ts';
import { median } from '../measure/statistics.ts';
import type { Report, Row } from '../report/report.ts';
import { startServer } from '../sides/server.ts';
import type { BenchDatabase } from '../world/database.ts';
import { fillThread } from '../world/long-thread.ts';
import { insertPairs } from '../world/people.ts';

const [SHORT, LONG] = [50, 50_000];
/** Pixels a frame: at 60 frames a second, ten screens a second. */
const STEP_PX = 140;
const FLING_PX = 1_200;
const PATIENCE_MS = 15 * 60_000;

/** A thread of 50,000 messages beside one of 50: opening both in turns, and scrolling the long one from end to end and back. */
export async function measureThread(
  database: BenchDatabase,
  { rounds }: { rounds: number },
): Promise<Report> {
  const [first, second] = await insertPairs(database, 2);
  if (!first || !second) throw new Error('There are no people');
  const server = await startServer(database, onAnyCore);
  const browser = await launchBrowser();
  try {
    const short = { url: server.url, person: await fillThread(database, first, SHORT), last: SHORT };
    const long = { url: server.url, person: await fillThread(database, second, LONG), last: LONG };
    const cold = await inTurns(browser, { short, long }, rounds, openCold);
    const inbox = await inTurns(browser, { short, long }, rounds, openFromInbox);
    const little = await scrolledShort(browser, short);
    const much = await scrolledLong(browser, long);
    const rows = [
      ratio('thread of 50,000, opened by its address, ms', cold),
      ratio('thread of 50,000, opened from the inbox, ms', inbox),
      ...scrollRows(little, much),
    ];
    return { rows, figures: { cold, inbox, little, much } };
  } finally {
    await browser.close();
    await server.stop();
  }
}

interface Turns {
  readonly short: readonly number[];
  readonly long: readonly number[];
}

async function inTurns(
  browser: Browser,
  threads: Readonly<Record<'short' | 'long', ThreadToOpen>>,
  rounds: number,
  open: typeof openCold,
): Promise<Turns> {
  const seen = { short: [] as number[], long: [] as number[] };
  // The first of each warms up the server and the disk, and does not count.
  for (let round = 0; round <= rounds; round += 1) {
    for (const side of ['short', 'long'] as const) {
      const page = await freshTab(browser, threads[side]);
      const ms = await open(page, threads[side]);
      if (round > 0) seen[side].push(Math.round(ms));
      await page.context().close();
    }
  }
  return seen;
}

interface ScrolledThread {
  readonly turns: readonly Scrolled[];
  readonly heapMb: number;
}

async function scrolledShort(browser: Browser, thread: ThreadToOpen): Promise<ScrolledThread> {
  const page = await freshTab(browser, thread);
  await openCold(page, thread);
  const turns = [await scrollAbout(page, FLING_PX, 30_000)];
  return { turns, heapMb: (await heapOf(page)) / 2 ** 20 };
}

async function scrolledLong(browser: Browser, thread: ThreadToOpen): Promise<ScrolledThread> {
  const page = await freshTab(browser, thread);
  await openCold(page, thread);
  const turns = [
    await scrollTo(page, thread.last - 500, -STEP_PX, PATIENCE_MS),
    await scrollTo(page, 1, -FLING_PX, PATIENCE_MS),
    await scrollTo(page, thread.last, FLING_PX, PATIENCE_MS),
  ];
  if (!turns.every(({ reached }) => reached)) throw new Error('An end of the thread was not reached');
  return { turns, heapMb: (await heapOf(page)) / 2 ** 20 };
}

function ratio(what: string, { short, long }: Turns): Row {
  const [yardstick, seen] = [median(short), median(long)];
  const value = seen / yardstick;
  return { what, yardstick: String(yardstick), seen: String(seen), value, bar: 1.5, should: 'stay below' };
}

function scrollRows(little: ScrolledThread, much: ScrolledThread): Row[] {
  const drawn = ({ turns }: ScrolledThread) => Math.max(...turns.map(({ mostDrawn }) => mostDrawn));
  const tasks = ({ turns }: ScrolledThread) => turns.flatMap(({ longTasks }) => longTasks);
  const said = (thread: ScrolledThread) => {
    const [all, seconds] = [tasks(thread), thread.turns.reduce((sum, turn) => sum + turn.seconds, 0)];
    return `${all.length} in ${seconds.toFixed(0)} s, longest ${Math.max(0, ...all)} ms`;
  };
  const megabytes = ({ heapMb }: ScrolledThread) => `${heapMb.toFixed(1)} MB`;
  return [
    {
      what: 'messages in the document at most',
      yardstick: String(drawn(little)),
      seen: String(drawn(much)),
      value: drawn(much),
      bar: 60,
      should: 'stay below',
    },
    {
      what: 'tasks above 50 ms while scrolling from end to end and back',
      yardstick: said(little),
      seen: said(much),
      value: tasks(much).length,
      bar: 0,
      should: 'stay below',
    },
    {
      what: 'JavaScript heap afterwards, garbage collected',
      yardstick: megabytes(little),
      seen: megabytes(much),
      value: much.heapMb / little.heapMb,
      bar: 1.5,
      should: 'stay below',
    },
  ];
}
