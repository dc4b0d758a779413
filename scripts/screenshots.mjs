// Photographs every screen of the demo: `npm run build && node scripts/screenshots.mjs [folder] [--readme]`.
import { spawn } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from './support/chromium.mjs';
import { freePort, ROOT, stop, untilHealthy } from './support/processes.mjs';

/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {import('@playwright/test').BrowserContextOptions} BrowserContextOptions */

const PASSWORD = 'spotter-demo-2026';
const LAPTOP = { viewport: { width: 1280, height: 800 } };
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const SIZES = /** @type {const} */ ([
  ['phone', PHONE],
  ['laptop', LAPTOP],
]);

/** @param {Page} page */
const openThread = (page) => page.locator('[data-row]').first().click();

/** @param {Page} page */
const openMenu = (page) => page.getByRole('button', { name: 'Send something else' }).click();

/** @type {Readonly<Record<string, readonly [name: string, path: string, act?: (page: Page) => Promise<unknown>][]>>} */
const SCREENS = {
  'coach@demo.test': [
    ['inbox', '/inbox'],
    ['thread', '/inbox', openThread],
    ['scheduled', '/inbox/scheduled'],
    ['people', '/people'],
    ['invite', '/people', (page) => page.getByRole('button', { name: 'Invite', exact: true }).click()],
    ['templates', '/templates'],
    ['template', '/templates', (page) => page.locator('main li a').first().click()],
    ['new-template', '/templates/new'],
    ['exercises', '/exercises'],
    [
      'assign',
      '/inbox',
      async (page) => {
        await openThread(page);
        await openMenu(page);
        await page.getByRole('menuitem', { name: 'Assign a routine' }).click();
        await page.getByRole('dialog').getByRole('radio').first().check();
      },
    ],
    ['me', '/me'],
  ],
  'client1@demo.test': [
    ['chat', '/chat'],
    ['menu', '/chat', openMenu],
    [
      'check-in',
      '/chat',
      async (page) => {
        await openMenu(page);
        await page.getByRole('menuitem', { name: 'Check-in' }).click();
      },
    ],
    ['today', '/today'],
    ['me', '/me'],
  ],
  '': [
    ['login', '/login'],
    ['reset', '/reset'],
    ['invitation-gone', '/invite/none'],
    ['missing', '/missing'],
  ],
};

/**
 * Waits until everything has come and nothing moves.
 *
 * @param {Page} page
 */
async function settle(page) {
  await page.waitForLoadState('networkidle').catch(() => undefined);
  await page.evaluate('document.fonts.ready');
  await page.evaluate('Promise.all(document.getAnimations().map((one) => one.finished.catch(() => 0)))');
  await page.waitForTimeout(400);
}

/**
 * @param {string} url
 * @param {BrowserContextOptions} options
 * @param {string} email nobody when empty
 * @param {(page: Page) => Promise<void>} work
 */
async function as(url, options, email, work) {
  const context = await browser.newContext({ baseURL: url, reducedMotion: 'reduce', ...options });
  try {
    if (email) {
      const headers = { origin: url };
      const answer = await context.request.post('/api/auth/login', {
        headers,
        data: { email, password: PASSWORD },
      });
      if (!answer.ok()) throw new Error(`${email} could not log in: ${answer.status()}`);
    }
    await work(await context.newPage());
  } finally {
    await context.close();
  }
}

/**
 * @param {string} url
 * @param {string} folder
 */
async function photographAll(url, folder) {
  await mkdir(folder, { recursive: true });
  for (const [email, screens] of Object.entries(SCREENS)) {
    const who = email.split('@')[0] || 'nobody';
    for (const [size, device] of SIZES) {
      for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
        await as(url, { ...device, colorScheme }, email, async (page) => {
          for (const [name, path, act] of screens) {
            await page.goto(path);
            await settle(page);
            await act?.(page);
            await settle(page);
            await page.screenshot({ path: join(folder, `${who}-${name}-${size}-${colorScheme}.png`) });
          }
        });
      }
    }
  }
}

/**
 * The two pictures of the README.
 *
 * @param {string} url
 */
async function photographReadme(url) {
  const folder = join(ROOT, 'docs/images');
  await mkdir(folder, { recursive: true });
  await as(url, { ...PHONE, colorScheme: 'light' }, 'client1@demo.test', async (page) => {
    await page.goto('/chat');
    await settle(page);
    await page.screenshot({ path: join(folder, 'client.png') });
  });
  await as(url, { ...LAPTOP, colorScheme: 'light' }, 'coach@demo.test', async (page) => {
    await page.goto('/people');
    const row = page.getByRole('link').filter({ hasText: 'client1@demo.test' });
    const href = await row.getAttribute('href');
    await page.goto(href ?? '/inbox');
    await settle(page);
    await page.screenshot({ path: join(folder, 'coach.png') });
  });
}

const folder =
  process.argv.slice(2).find((word) => !word.startsWith('--')) ?? join(ROOT, 'build/screenshots');
const dataDir = await mkdtemp(join(tmpdir(), 'spotter-screenshots-'));
await chmod(dataDir, 0o755);
const port = await freePort();
const url = `http://127.0.0.1:${port}`;
const env = { ...process.env, PORT: String(port), DATA_DIR: dataDir, RATE_LIMITS: 'off', LOG_LEVEL: 'error' };
const server = spawn(process.execPath, [join(ROOT, 'build/server/demo.js')], {
  cwd: ROOT,
  env,
  stdio: 'inherit',
});
const executablePath = findChromium();
const browser = await chromium.launch({ args: CHROMIUM_ARGS, ...(executablePath && { executablePath }) });
try {
  await untilHealthy(url, server);
  if (process.argv.includes('--readme')) await photographReadme(url);
  else await photographAll(url, folder);
} finally {
  await browser.close();
  await stop(server);
  await rm(dataDir, { recursive: true, force: true });
}
