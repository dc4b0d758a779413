import type { Locator, Page } from '@playwright/test';
import type { Person } from './support/person.ts';
import { threadOn } from './support/screen.ts';
import { expect, test } from './support/test.ts';

const MANY = 300;

/** Long and short ones by turns, so that heights differ. */
function lineOf(number: number): string {
  return `Line ${number}. ${'Some more words to wrap. '.repeat((number * 7) % 11)}`.trim();
}

async function say(by: Person, text: string, more: object = {}): Promise<void> {
  const clientMessageId = crypto.randomUUID();
  await by.post(`/conversations/${by.conversationId}/messages`, { clientMessageId, text, ...more });
}

/** The first comes first and the last comes last; those between may stand in any order. */
async function fill(by: Person, count: number): Promise<void> {
  await say(by, lineOf(1));
  for (let number = 2; number < count; number += 20) {
    const some = Array.from({ length: Math.min(20, count - number) }, (_, index) => lineOf(number + index));
    await Promise.all(some.map((text) => say(by, text)));
  }
  await say(by, lineOf(count));
}

function line(page: Page, number: number): Locator {
  return threadOn(page).message(new RegExp(`Line ${number}\\.`));
}

async function topOf(message: Locator): Promise<number> {
  return (await message.boundingBox())?.y ?? Number.NaN;
}

/** The number of the message at the top of the view, and where it stands. */
async function firstInView(page: Page): Promise<{ number: number; top: number }> {
  const { log, messages } = threadOn(page);
  const viewTop = (await log.locator('..').locator('..').boundingBox())?.y ?? 0;
  for (const message of await messages.filter({ hasText: /Line \d+\./ }).all()) {
    const box = await message.boundingBox();
    const number = Number(/Line (\d+)\./.exec((await message.textContent()) ?? '')?.[1]);
    if (box && box.y + box.height > viewTop) return { number, top: box.y };
  }
  throw new Error('No message is in view.');
}

test('a long thread opens at its newest message and loads older ones without a jump', async ({ people }) => {
  const { coach, client } = await people.pair();
  await fill(coach, MANY);
  const page = await people.open(coach, `/inbox/${coach.conversationId}`);
  await expect(line(page, MANY)).toBeInViewport();
  await expect(line(page, 1)).toHaveCount(0);

  await test.step('older pages come in above what is read', async () => {
    await threadOn(page).log.hover();
    const height = async () => (await threadOn(page).log.boundingBox())?.height ?? 0;
    const before = await height();
    await page.route('**/messages?*', async (route) => {
      await expect.poll(() => released).toBe(true);
      await route.continue();
    });
    let released = false;
    await page.mouse.wheel(0, -100_000);
    await expect(line(page, MANY)).not.toBeInViewport();
    const anchor = await firstInView(page);
    released = true;
    await expect.poll(height).toBeGreaterThan(before);
    expect(Math.abs((await topOf(line(page, anchor.number))) - anchor.top)).toBeLessThanOrEqual(2);
    await page.unrouteAll({ behavior: 'wait' });
  });

  await test.step('a new message moves nothing and shows the pill', async () => {
    const anchor = await firstInView(page);
    await say(client, 'Something new');
    const pill = page.getByRole('button', { name: /new messages?, go to the newest/ });
    await expect(pill).toBeVisible();
    expect(Math.abs((await topOf(line(page, anchor.number))) - anchor.top)).toBeLessThanOrEqual(2);
    await pill.click();
    await expect(threadOn(page).message('Something new')).toBeInViewport();
    await expect(pill).toBeHidden();
  });

  await test.step('the very beginning can be reached', async () => {
    await threadOn(page).log.hover();
    const beginning = page.getByText('The beginning of your conversation');
    await expect(async () => {
      await page.mouse.wheel(0, -100_000);
      await expect(beginning).toBeInViewport({ timeout: 200 });
    }).toPass({ timeout: 20_000 });
    await expect(line(page, 1)).toHaveCount(1);
    expect(await threadOn(page).messages.count()).toBeLessThanOrEqual(60);
  });

  await test.step('a day leads to its messages, or to the newest when nothing came after', async () => {
    await page.getByRole('button', { name: 'Today' }).click();
    const dialog = page.getByRole('dialog', { name: 'Jump to a date' });
    await dialog.getByLabel('Day').fill('2100-01-01');
    await dialog.getByRole('button', { name: 'Jump' }).click();
    await expect(dialog).toBeHidden();
    await expect(threadOn(page).message('Something new')).toBeInViewport();
    await expect(line(page, 1)).toHaveCount(0);
  });
});

test('a long thread opens where reading stopped, and its newest message is one press away', async ({
  people,
}) => {
  const { coach, client } = await people.pair();
  await fill(client, 150);
  const laptop = await people.open(coach, `/inbox/${coach.conversationId}`);
  await expect(threadOn(laptop).log.getByText('New', { exact: true })).toBeInViewport();
  await expect(line(laptop, 1)).toBeInViewport();
  await expect(line(laptop, 150)).toHaveCount(0);
  await laptop.getByRole('button', { name: /go to the newest/i }).click();
  await expect(line(laptop, 150)).toBeInViewport();
});

test('the divider marks what is new and stays while the thread is open', async ({ people }) => {
  const { coach, client } = await people.pair();
  await fill(coach, 3);
  const phone = await people.open(client, '/chat');
  const thread = threadOn(phone);
  const divider = thread.log.getByText('New', { exact: true });
  await expect(divider).toBeVisible();
  await expect(line(phone, 1)).toBeVisible();
  const place = await topOf(divider);
  expect(place).toBeLessThan(await topOf(line(phone, 1)));

  await say(coach, 'One more');
  await expect(thread.message('One more')).toBeVisible();
  await expect(divider).toBeVisible();
  expect(await topOf(divider)).toBeLessThan(await topOf(line(phone, 1)));

  // Read by now, also on the server.
  await expect(phone).toHaveTitle('Chat · Spotter');
  await expect(async () => {
    const row = await client.get(`/conversations/${client.conversationId}`);
    expect(row).toMatchObject({ unreadCount: 0 });
  }).toPass({ timeout: 10_000 });
  // What the device kept of the thread is half a second behind.
  await expect(async () => {
    await phone.reload();
    await expect(thread.message('One more')).toBeVisible();
    await expect(divider).toBeHidden({ timeout: 1_000 });
  }).toPass({ timeout: 20_000 });
});

test('a quote leads to the message it answers, however far back', async ({ people }) => {
  const { coach, client } = await people.pair();
  await fill(coach, 120);
  await say(client, 'About your first one', { replyToSeq: 1 });
  const page = await people.open(coach, `/inbox/${coach.conversationId}`);
  await threadOn(page)
    .message('About your first one')
    .getByRole('button', { name: /Line 1\./ })
    .click();
  await expect(line(page, 1).first()).toBeInViewport();
});
