import { inboxRow, threadOn } from './support/screen.ts';
import { expect, test } from './support/test.ts';

test('a message is sent while nobody is there, delivered when the other comes online', async ({ people }) => {
  const { coach, client } = await people.pair();
  const page = await people.open(coach, `/inbox/${coach.conversationId}`);
  const thread = threadOn(page);
  await thread.say('Are you there?');
  await expect(thread.log.getByText('Sent', { exact: true })).toBeVisible();
  const phone = await people.open(client, '/today');
  await expect(thread.log.getByText('Delivered', { exact: true })).toBeVisible();
  await phone.goto('/chat');
  await expect(thread.log.getByText('Read', { exact: true })).toBeVisible();
});

test('what is unread is counted in the inbox and the title, and read on every device at once', async ({
  people,
}) => {
  const { coach, client } = await people.pair();
  const laptop = await people.open(coach, '/inbox');
  const phone = await people.open(await coach.elsewhere(), '/inbox');
  await expect(laptop).toHaveTitle('Inbox · Spotter');

  for (const text of ['Slept badly.', 'Still trained though.']) {
    await client.post(`/conversations/${client.conversationId}/messages`, {
      clientMessageId: crypto.randomUUID(),
      text,
    });
  }
  // Two messages and the achievement for the first of them.
  for (const page of [laptop, phone]) {
    await expect(inboxRow(page, client.name)).toContainText('3 unread messages');
    await expect(page).toHaveTitle('(3) Inbox · Spotter');
  }

  await inboxRow(laptop, client.name).click();
  await expect(threadOn(laptop).message('Still trained though.')).toBeVisible();
  for (const page of [laptop, phone]) {
    await expect(inboxRow(page, client.name)).not.toContainText('unread');
    await expect(page).toHaveTitle('Inbox · Spotter');
  }
});
