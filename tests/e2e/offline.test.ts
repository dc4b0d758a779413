import type { Page } from '@playwright/test';
import { PHONE } from './support/people.ts';
import { achievement, inboxRow, threadOn } from './support/screen.ts';
import { expect, test } from './support/test.ts';

const OFFLINE = 'No connection. What you write is kept, and sent as soon as there is one.';

function textsOf(page: Page): Promise<string[]> {
  return threadOn(page)
    .messages.filter({ hasText: /message \d/ })
    .locator('p')
    .allTextContents();
}

test('what is written without a connection goes out once and in order', async ({ people }) => {
  const { coach, client } = await people.pair();
  const laptop = await people.open(coach, `/inbox/${coach.conversationId}`);
  const phone = await people.open(client, '/chat', PHONE);
  const thread = threadOn(phone);
  await thread.say('message 0');
  await expect(threadOn(laptop).message('message 0')).toBeVisible();

  await phone.context().setOffline(true);
  await expect(phone.getByText(OFFLINE)).toBeVisible();
  for (const number of [1, 2, 3]) await thread.say(`message ${number}`);
  await expect(thread.log.getByText('Sending')).toBeVisible();
  await expect(threadOn(laptop).message('message 1')).toHaveCount(0);

  await phone.context().setOffline(false);
  await expect(phone.getByText(OFFLINE)).toBeHidden();
  await expect(threadOn(laptop).message('message 3')).toBeVisible();
  await expect(thread.log.getByText('Read', { exact: true })).toBeVisible();
  for (const page of [laptop, phone]) {
    expect(await textsOf(page)).toEqual(['message 0', 'message 1', 'message 2', 'message 3']);
  }
});

test('what was not sent yet survives a reload, and goes out once the connection is back', async ({
  people,
}) => {
  const { coach, client } = await people.pair();
  const phone = await people.open(client, '/today', PHONE);
  const thread = threadOn(phone);
  // Pages load, but the live connection does not come about.
  let blocked = true;
  await phone.routeWebSocket(/socket\.io/, (socket) => {
    if (blocked) void socket.close();
    else socket.connectToServer();
  });
  await phone.goto('/chat');
  await thread.say('Written in the cellar');
  await expect(thread.message('Written in the cellar')).toBeVisible();
  await phone.reload();
  await expect(thread.message('Written in the cellar')).toBeVisible();
  const laptop = await people.open(coach, `/inbox/${coach.conversationId}`);
  await expect(laptop.getByRole('heading', { name: `Say hello to ${client.name}` })).toBeVisible();

  blocked = false;
  await phone.reload();
  for (const page of [laptop, phone]) {
    await expect(achievement(page, 'First message')).toBeVisible();
    await expect(threadOn(page).message('Written in the cellar')).toHaveCount(1);
  }
});

test('drafts are kept per thread, also across a reload', async ({ people }) => {
  const coach = await people.coach();
  await people.client(coach, 'Anna Archer');
  await people.client(coach, 'Ben Baker');
  const page = await people.open(coach, '/inbox');
  const { composer } = threadOn(page);
  await inboxRow(page, 'Anna Archer').click();
  await page.getByRole('textbox', { name: 'Message' }).fill('For Anna, half a thought');
  await inboxRow(page, 'Ben Baker').click();
  await expect(page.getByRole('region', { name: 'Conversation with Ben Baker' })).toBeVisible();
  await expect(composer).toHaveValue('');
  await composer.fill('For Ben, another one');
  await expect(inboxRow(page, 'Anna Archer')).toContainText('Draft');
  await page.reload();
  await expect(composer).toHaveValue('For Ben, another one');
  await inboxRow(page, 'Anna Archer').click();
  await expect(composer).toHaveValue('For Anna, half a thought');
});
