import type { BrowserContextOptions, Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { PHONE } from './support/people.ts';
import { sendSomethingElse, threadOn } from './support/screen.ts';
import { expect, test } from './support/test.ts';

test.use({ demo: true });

const DEMO_PASSWORD = 'spotter-demo-2026';
const SIZES: Readonly<Record<string, BrowserContextOptions>> = { phone: PHONE, laptop: {} };
const COACH = ['/inbox', '/inbox/scheduled', '/people', '/templates', '/templates/new', '/exercises', '/me'];
const CLIENT = ['/chat', '/today', '/me'];
const NOBODY = ['/login', '/reset', '/reset/none', '/invite/none', '/missing'];

/** Everything has come, and nothing moves any more. */
async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading').first()).toBeVisible();
  await expect(page.getByText(/^Loading/)).toHaveCount(0);
  await page.evaluate('Promise.all(document.getAnimations().map((one) => one.finished.catch(() => 0)))');
}

async function check(page: Page, screen: string): Promise<void> {
  await settled(page);
  await expectAccessible(page, screen);
}

async function visitAll(page: Page, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await page.goto(path);
    await check(page, path);
  }
}

for (const [size, device] of Object.entries(SIZES)) {
  const options = { ...device, reducedMotion: 'reduce' as const };

  test(`axe finds nothing serious on a coach's screens (${size})`, async ({ people }) => {
    const coach = await people.known({ email: 'coach@demo.test', name: 'Coach' }, DEMO_PASSWORD);
    const page = await people.open(coach, '/inbox', options);
    await visitAll(page, COACH);
    await page.goto('/inbox');
    await page.getByRole('tabpanel', { name: 'Conversations' }).getByRole('link').first().click();
    await expect(threadOn(page).messages.first()).toBeVisible();
    await check(page, 'a thread');
    await sendSomethingElse(page, 'Assign a routine');
    await check(page, 'assigning');
    await page.goto('/templates');
    await page.getByRole('main').getByRole('listitem').first().click();
    await expect(page.getByRole('button', { name: 'Save template' })).toBeVisible();
    await check(page, 'a template');
    await page.goto('/people');
    await page.getByRole('button', { name: 'Invite', exact: true }).click();
    await check(page, 'inviting');
  });

  test(`axe finds nothing serious on an admin's screen (${size})`, async ({ people }) => {
    const admin = await people.known({ email: 'admin@demo.test', name: 'Admin' }, DEMO_PASSWORD);
    const page = await people.open(admin, '/people/all', options);
    await page
      .getByRole('button', { name: /^Actions for/ })
      .first()
      .click();
    await check(page, 'everybody, and what can be done');
    await page.getByRole('menuitem', { name: 'Deactivate' }).click();
    await check(page, 'deactivating');
  });

  test(`axe finds nothing serious on a client's screens and at the door (${size})`, async ({ people }) => {
    const client = await people.known({ email: 'client1@demo.test', name: 'Client' }, DEMO_PASSWORD);
    const page = await people.open(client, '/chat', options);
    await expect(threadOn(page).messages.first()).toBeVisible();
    await visitAll(page, CLIENT);
    await page.goto('/chat');
    await sendSomethingElse(page, 'Check-in');
    await check(page, 'checking in');
    await visitAll(await people.visit('/login', options), NOBODY);
  });
}
