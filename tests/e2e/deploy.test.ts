import { rm } from 'node:fs/promises';
import type { BrowserContext, Page } from '@playwright/test';
import { nextVersionWaits, readyForOffline, tracesOn } from './support/device.ts';
import { adminOf, People } from './support/people.ts';
import { inboxRow } from './support/screen.ts';
import { startServer } from './support/server.ts';
import type { RunningServer } from './support/server.ts';
import { expect, test } from './support/test.ts';
import { becomeNextVersion, copyOfBuild } from './support/versions.ts';

const OLD = 'could not be loaded';
const NEW = 'could not be loaded by the next version';

// A server of its own: this one is replaced by its next version.
let root: string;
let server: RunningServer;

test.beforeAll(async () => {
  root = await copyOfBuild();
  server = await startServer({ root });
});

test.afterAll(async () => {
  await server.stop();
  await rm(root, { recursive: true, force: true });
});

test('an open page goes on with its own version after an update, and the next start has the new one', async ({
  browser,
}) => {
  const people = new People(server.url, browser, () => adminOf(server.url));
  const { coach, client } = await people.pair();
  const old = await people.open(coach, '/inbox', { serviceWorkers: 'allow' });
  await expect(inboxRow(old, client.name)).toBeVisible();
  await readyForOffline(old);
  await server.down('SIGTERM');
  await becomeNextVersion(root, [OLD, NEW]);
  await server.up();

  // A screen whose code the server no longer has.
  await old.getByRole('link', { name: 'Templates', exact: true }).click();
  await expect(old.getByRole('heading', { name: 'Templates', exact: true })).toBeVisible();
  const context = old.context();
  const next = await context.newPage();
  await next.goto('/inbox');
  await expect(inboxRow(next, client.name)).toBeVisible();
  await nextVersionWaits(next);
  await old.close();
  await next.close();

  const later = await startedAnew(context, async (page) => {
    await expect(inboxRow(page, client.name)).toBeVisible();
    expect(await tracesOn(page)).toMatchObject({ caches: [expect.any(String)] });
  });
  await context.setOffline(true);
  await later.reload();
  await expect(inboxRow(later, client.name)).toBeVisible();
  await later.getByRole('link', { name: 'Templates', exact: true }).click();
  await expect(later.getByText(NEW)).toBeVisible();
  await people.leave();
});

/** Opens the app until a start is as it should be: the browser may still hold on to the pages that were closed last. */
async function startedAnew(
  context: BrowserContext,
  asItShouldBe: (page: Page) => Promise<void>,
): Promise<Page> {
  let page = await context.newPage();
  await expect(async () => {
    await page.close();
    page = await context.newPage();
    await page.goto('/inbox');
    await asItShouldBe(page);
  }).toPass();
  return page;
}
