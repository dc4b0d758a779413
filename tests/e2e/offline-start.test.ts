import type { BrowserContext, Page } from '@playwright/test';
import { kept, readyForOffline, tracesOn } from './support/device.ts';
import { chooseFiles } from './support/media.ts';
import { PHONE } from './support/people.ts';
import { inboxRow, threadOn } from './support/screen.ts';
import { expect, test } from './support/test.ts';

const OFFLINE = /^No connection\./;
const WITH_WORKER = { serviceWorkers: 'allow' as const };

async function newTab(context: BrowserContext, path: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(path);
  return page;
}

test('the app opens without a connection, and what is written then is sent once by a later tab', async ({
  people,
}) => {
  const { coach, client } = await people.pair();
  const laptop = await people.open(coach, `/inbox/${coach.conversationId}`);
  const phone = await people.open(client, '/chat', { ...PHONE, ...WITH_WORKER });
  await threadOn(laptop).say('See you at the gym');
  await expect(threadOn(phone).message('See you at the gym')).toBeVisible();
  await readyForOffline(phone);
  await kept(phone, 'See you at the gym');
  const context = phone.context();
  await context.setOffline(true);
  await phone.close();

  const cellar = await newTab(context, '/chat');
  await expect(threadOn(cellar).message('See you at the gym')).toBeVisible();
  await expect(cellar.getByText(OFFLINE)).toBeVisible();
  await expect(cellar.getByText('Active now')).toHaveCount(0);
  for (const number of [1, 2]) await threadOn(cellar).say(`from the cellar ${number}`);
  await expect(threadOn(cellar).log.getByText('Sending')).toBeVisible();
  await kept(cellar, 'from the cellar 2');
  await cellar.close();

  await context.setOffline(false);
  const later = await newTab(context, '/chat');
  for (const page of [later, laptop]) {
    await expect(threadOn(page).message('from the cellar 2')).toHaveCount(1);
    const said = threadOn(page).messages.filter({ hasText: 'from the cellar' }).locator('p');
    expect(await said.allTextContents()).toEqual(['from the cellar 1', 'from the cellar 2']);
  }
  await expect(threadOn(laptop).message('from the cellar 1')).toHaveCount(1);
});

test('two tabs of one person show the same outbox, and each message is sent once', async ({ people }) => {
  const { coach, client } = await people.pair();
  const laptop = await people.open(coach, `/inbox/${coach.conversationId}`);
  const first = await people.open(client, '/chat');
  // Everything of the page is there before the network goes.
  await expect(threadOn(first).composer).toBeVisible();
  const second = await newTab(first.context(), '/chat');
  await expect(threadOn(second).composer).toBeVisible();
  await first.context().setOffline(true);
  await threadOn(first).say('in the first tab');
  await expect(threadOn(second).message('in the first tab')).toBeVisible();
  await threadOn(second).say('in the second tab');
  await expect(threadOn(first).message('in the second tab')).toBeVisible();
  await first.context().setOffline(false);
  for (const page of [laptop, first, second]) {
    for (const text of ['in the first tab', 'in the second tab']) {
      await expect(threadOn(page).message(text)).toHaveCount(1);
    }
  }
  await expect(threadOn(first).log.getByText('Sending')).toHaveCount(0);
  await expect(threadOn(second).log.getByText('Sending')).toHaveCount(0);
});

test('logging out warns of what is not sent, and leaves nothing private on the device', async ({
  people,
}) => {
  const { coach, client } = await people.pair();
  // Pages and the API answer; the live connection never comes about, so messages wait.
  const page = await people.open(client, '/today', WITH_WORKER);
  await page.routeWebSocket(/socket\.io/, (socket) => void socket.close());
  await coach.post(`/conversations/${coach.conversationId}/messages`, {
    clientMessageId: crypto.randomUUID(),
    text: 'For your eyes only',
  });
  await page.goto('/chat');
  await expect(threadOn(page).message('For your eyes only')).toBeVisible();
  await threadOn(page).say('Never sent');
  await threadOn(page).composer.fill('Half a secret');
  const buffer = Buffer.from('a scan');
  await chooseFiles(page, [{ name: 'secret.txt', mimeType: 'text/plain', buffer }]);
  await kept(page, 'secret.txt');
  await kept(page, 'Never sent');
  await kept(page, 'For your eyes only');

  await page.getByRole('link', { name: 'Me', exact: true }).click();
  await page.getByRole('button', { name: 'Log out', exact: true }).click();
  const question = page.getByRole('dialog', { name: '1 message is not sent yet' });
  await question.getByRole('button', { name: 'Stay' }).click();
  await expect(question).toBeHidden();
  await page.getByRole('button', { name: 'Log out', exact: true }).click();
  await question.getByRole('button', { name: /^Log out and lose/ }).click();
  await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible();

  const left = await tracesOn(page);
  expect(left.databases).toEqual([]);
  // The name of the site, and what Kit keeps of scrolling.
  expect(left.keys.filter((key) => !/^(spotter:brand|sveltekit:.*)$/.test(key))).toEqual([]);
  expect(left.cached.filter((url) => /\/(api|socket\.io)\//.test(url))).toEqual([]);
});

test('the inbox opens at once from what was kept, and without a connection for whoever was here last', async ({
  people,
}) => {
  const { coach, client } = await people.pair();
  const page = await people.open(coach, '/inbox', WITH_WORKER);
  await expect(inboxRow(page, client.name)).toBeVisible();
  await readyForOffline(page);
  await kept(page, client.name);
  await page.context().setOffline(true);
  await page.reload();
  await expect(inboxRow(page, client.name)).toBeVisible();
  await expect(page.getByRole('heading', { name: /^Northside/ })).toBeVisible();
  await expect(page.getByText(OFFLINE)).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByText(OFFLINE)).toBeHidden();
});
