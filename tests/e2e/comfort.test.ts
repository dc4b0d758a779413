import { inboxRow, threadOn } from './support/screen.ts';
import { expect, test } from './support/test.ts';

test('a coach arranges the inbox with the keyboard and by menu, the same on every device', async ({
  people,
}) => {
  const { coach, client } = await people.pair();
  const zoe = await people.client(coach, 'Zoe Zimmer');
  const laptop = await people.open(coach, '/inbox');
  const phone = await people.open(await coach.elsewhere(), '/inbox');
  const rows = laptop.getByRole('tabpanel', { name: 'Conversations' }).getByRole('link');
  await expect(rows).toHaveCount(2);

  await test.step('p pins the row with the focus, and it comes first', async () => {
    for (const one of [client, zoe]) {
      await one.post(`/conversations/${one.conversationId}/messages`, {
        clientMessageId: crypto.randomUUID(),
        text: 'Hello coach',
      });
    }
    await expect(rows.first()).toContainText('Zoe Zimmer');
    await inboxRow(laptop, client.name).focus();
    await laptop.keyboard.press('p');
    for (const page of [laptop, phone]) {
      await expect(inboxRow(page, client.name).getByLabel('pinned')).toBeVisible();
      const first = page.getByRole('tabpanel', { name: 'Conversations' }).getByRole('link').first();
      await expect(first).toContainText(client.name);
    }
  });

  await test.step('a muted thread is not counted in the title', async () => {
    await expect(laptop).toHaveTitle('(4) Inbox · Spotter');
    await inboxRow(laptop, 'Zoe Zimmer').click({ button: 'right' });
    await laptop.getByRole('menuitem', { name: 'Mute for good' }).click();
    for (const page of [laptop, phone]) {
      await expect(inboxRow(page, 'Zoe Zimmer').getByLabel('muted')).toBeVisible();
      await expect(page).toHaveTitle('(2) Inbox · Spotter');
    }
  });

  await test.step('u marks the open thread, leaves it, and opening it again takes the mark away', async () => {
    await inboxRow(laptop, client.name).click();
    await expect(threadOn(laptop).message('Hello coach')).toBeVisible();
    await expect(inboxRow(phone, client.name)).not.toContainText('unread');
    await laptop.keyboard.press('u');
    await expect(laptop).toHaveURL(/\/inbox$/);
    for (const page of [laptop, phone])
      await expect(inboxRow(page, client.name)).toContainText('marked as unread');
    await inboxRow(laptop, client.name).click();
    for (const page of [laptop, phone]) await expect(inboxRow(page, client.name)).not.toContainText('unread');
  });
});

test('what was begun on one device goes on, and is sent, on another', async ({ people }) => {
  const { coach, client } = await people.pair();
  await client.post(`/conversations/${client.conversationId}/messages`, {
    clientMessageId: crypto.randomUUID(),
    text: 'How far should I run?',
  });
  const laptop = await people.open(coach, `/inbox/${coach.conversationId}`);
  const phone = await people.open(await coach.elsewhere(), '/inbox');
  await threadOn(laptop).message('How far should I run?').focus();
  await laptop.keyboard.press('r');
  await laptop.keyboard.type('About ten');
  await expect(inboxRow(phone, client.name)).toContainText('Draft: About ten');

  await inboxRow(phone, client.name).click();
  const there = threadOn(phone);
  await expect(there.composer).toHaveValue('About ten');
  await expect(phone.getByText('Reply to')).toContainText('How far should I run?');
  await there.composer.press('End');
  await there.composer.pressSequentially(' kilometres');
  await expect(threadOn(laptop).composer).toHaveValue('About ten kilometres');
  await phone.getByRole('button', { name: 'Send', exact: true }).click();
  for (const page of [laptop, phone]) {
    await expect(threadOn(page).message('About ten kilometres')).toBeVisible();
    await expect(threadOn(page).composer).toHaveValue('');
    await expect(page.getByText('Reply to')).toBeHidden();
  }
  const theirs = await people.open(client, '/chat');
  await expect(threadOn(theirs).message('About ten kilometres')).toBeVisible();
  await expect(threadOn(theirs).composer).toHaveValue('');
});
