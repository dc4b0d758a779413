import type { BrowserContextOptions, Page } from '@playwright/test';
import { expectAccessible } from './support/axe.ts';
import { PHONE } from './support/people.ts';
import { sendSomethingElse, threadOn } from './support/screen.ts';
import { expect, test } from './support/test.ts';

test.use({ demo: true });

const DEMO_PASSWORD = 'spotter-demo-2026';
const SIZES: Readonly<Record<string, BrowserContextOptions>> = { phone: PHONE, laptop: {} };
const COACH = ['/inbox', '/people', '/templates', '/templates/new', '/exercises', '/me'];
const CLIENT = ['/chat', '/today', '/me'];
const NOBODY = ['/login', '/reset', '/reset/none', '/invite/none', '/missing'];

/** Everything has come, and nothing moves any more. */
async function settled(page: Page): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 }).first()).toBeAttached();
  await expect(page.getByText(/^Loading/)).toHaveCount(0);
  await page.evaluate('Promise.all(document.getAnimations().map((one) => one.finished.catch(() => 0)))');
}

async function look(page: Page, paths: readonly string[], note: string): Promise<void> {
  for (const path of paths) {
    await page.goto(path);
    await settled(page);
    await expectAccessible(page, `${path} ${note}`);
  }
}

for (const [size, device] of Object.entries(SIZES)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    const note = `${size}, ${colorScheme}`;
    const options = { ...device, colorScheme, reducedMotion: 'reduce' as const };

    test(`axe finds nothing serious on a coach's screens (${note})`, async ({ people }) => {
      const coach = await people.known({ email: 'coach@demo.test', name: 'Coach' }, DEMO_PASSWORD);
      const page = await people.open(coach, '/inbox', options);
      await look(page, COACH, note);
      await page.goto('/inbox');
      await page.getByRole('tabpanel', { name: 'Conversations' }).getByRole('link').first().click();
      await expect(threadOn(page).messages.first()).toBeVisible();
      await expectAccessible(page, `a thread, ${note}`);
      await sendSomethingElse(page, 'Assign a routine');
      await settled(page);
      await expectAccessible(page, `assigning, ${note}`);
      await page.goto('/templates');
      await page.getByRole('main').getByRole('listitem').first().click();
      await expect(page.getByRole('button', { name: 'Save template' })).toBeVisible();
      await expectAccessible(page, `a template, ${note}`);
      await page.goto('/people');
      await page.getByRole('button', { name: 'Invite', exact: true }).click();
      await settled(page);
      await expectAccessible(page, `inviting, ${note}`);
    });

    test(`axe finds nothing serious on a client's screens and at the door (${note})`, async ({ people }) => {
      const client = await people.known({ email: 'client1@demo.test', name: 'Client' }, DEMO_PASSWORD);
      const page = await people.open(client, '/chat', options);
      await expect(threadOn(page).messages.first()).toBeVisible();
      await look(page, CLIENT, note);
      await page.goto('/chat');
      await sendSomethingElse(page, 'Check-in');
      await settled(page);
      await expectAccessible(page, `checking in, ${note}`);
      await look(await people.visit('/login', options), NOBODY, note);
    });
  }
}
