import { fileURLToPath } from 'node:url';
import { chromium } from '@playwright/test';
import type { Browser, Page } from '@playwright/test';
import { build } from 'esbuild';
import * as z from 'zod';
import { CHROMIUM_ARGS, findChromium } from '../../scripts/support/chromium.mjs';
import type { BenchPerson } from '../world/people.ts';

/** A thread as somebody with an open session meets it. */
export interface ThreadToOpen {
  readonly url: string;
  readonly person: BenchPerson;
  /** The `seq` of its newest message. */
  readonly last: number;
}

const scrolled = z.object({
  frames: z.number(),
  seconds: z.number(),
  mostDrawn: z.number(),
  longTasks: z.array(z.number()),
  reached: z.boolean(),
});
export type Scrolled = z.infer<typeof scrolled>;

const script = build({
  entryPoints: [fileURLToPath(new URL('in-page.ts', import.meta.url))],
  bundle: true,
  write: false,
  format: 'iife',
  globalName: 'bench',
  footer: { js: 'globalThis.bench = bench;' },
}).then(({ outputFiles }) => outputFiles[0]?.text ?? '');

/** Calls one of the functions of in-page.ts. */
async function inPage<T>(
  page: Page,
  name: 'opened' | 'clicked' | 'scrolled',
  answer: z.ZodType<T>,
  ...values: readonly (string | number)[]
): Promise<T> {
  return answer.parse(await page.evaluate(`bench.${name}(...${JSON.stringify(values)})`));
}

export function launchBrowser(): Promise<Browser> {
  const executablePath = findChromium();
  return chromium.launch({ args: CHROMIUM_ARGS, ...(executablePath && { executablePath }) });
}

/** A tab of a fresh profile, logged in. Close its context when done. */
export async function freshTab(browser: Browser, { url, person }: ThreadToOpen): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    serviceWorkers: 'block',
  });
  const [name = '', value = ''] = person.cookie.split('=');
  await context.addCookies([{ name, value, url }]);
  const page = await context.newPage();
  await page.addInitScript({ content: await script });
  return page;
}

/** Milliseconds from asking for the address until the newest message is there: everything is loaded for the first time. */
export async function openCold(page: Page, { url, person, last }: ThreadToOpen): Promise<number> {
  await page.goto(`${url}/inbox/${person.conversationId}`, { waitUntil: 'commit' });
  return inPage(page, 'opened', z.number(), last);
}

/** Milliseconds from the click on the inbox's row until the newest message is there. */
export async function openFromInbox(page: Page, { url, person, last }: ThreadToOpen): Promise<number> {
  await page.goto(`${url}/inbox`);
  const row = `a[href="/inbox/${person.conversationId}"]`;
  await page.waitForSelector(row);
  await page.waitForLoadState('networkidle');
  return inPage(page, 'clicked', z.number(), row, last);
}

/** Scrolls by so many pixels a frame until the message is there, or the time is over. Negative goes back in time. */
export function scrollTo(page: Page, seq: number, step: number, patienceMs: number): Promise<Scrolled> {
  return inPage(page, 'scrolled', scrolled, seq, step, patienceMs);
}

/** Scrolls up and down within what is there for that long: what the machine makes of the same work on little. */
export async function scrollAbout(page: Page, step: number, ms: number): Promise<Scrolled> {
  const turns: Scrolled[] = [];
  for (let direction = -1; ms > turns.reduce((sum, { seconds }) => sum + seconds * 1_000, 0); direction *= -1)
    turns.push(await scrollTo(page, -1, direction * step, 500));
  return {
    frames: turns.reduce((sum, turn) => sum + turn.frames, 0),
    seconds: turns.reduce((sum, turn) => sum + turn.seconds, 0),
    mostDrawn: Math.max(...turns.map((turn) => turn.mostDrawn)),
    longTasks: turns.flatMap((turn) => turn.longTasks),
    reached: true,
  };
}

/** Bytes of JavaScript objects that are left once the garbage is gone. */
export async function heapOf(page: Page): Promise<number> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return usedSize;
}
