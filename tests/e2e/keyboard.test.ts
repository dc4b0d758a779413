import { PASSWORD } from './support/person.ts';
import { threadOn } from './support/screen.ts';
import { assignToday } from './support/training.ts';
import { expect, test } from './support/test.ts';

test('a coach logs in, opens a thread, answers and reviews without a mouse', async ({ people }) => {
  const { coach, client } = await people.pair();
  await people.client(coach, 'Zoe Zimmer');
  await client.post('/check-ins', { weight: 70, notes: 'A calm week' });
  const page = await people.visit('/login');
  const { keyboard } = page;
  await page.getByLabel('E-mail').focus();
  await keyboard.type(coach.email);
  await keyboard.press('Tab');
  await keyboard.type(PASSWORD);
  await keyboard.press('Enter');
  await expect(page.getByRole('link', { name: 'Zoe Zimmer' })).toBeVisible();

  await test.step('j and k walk through the inbox, Enter opens', async () => {
    const rows = page.getByRole('tabpanel', { name: 'Conversations' }).getByRole('link');
    await keyboard.press('j');
    await expect(rows.nth(0)).toBeFocused();
    await keyboard.press('j');
    await expect(rows.nth(1)).toBeFocused();
    await keyboard.press('k');
    await expect(rows.nth(0)).toBeFocused();
    await keyboard.press('Enter');
    await expect(page.getByRole('region', { name: `Conversation with ${client.name}` })).toBeVisible();
  });

  await test.step('r leads to the composer, Enter sends, Escape leaves', async () => {
    const { composer, message } = threadOn(page);
    await expect(message('A calm week')).toBeVisible();
    await keyboard.press('r');
    await expect(composer).toBeFocused();
    await keyboard.type('Well done');
    await keyboard.press('Enter');
    await expect(message('Well done')).toBeVisible();
    await keyboard.press('Escape');
    await expect(composer).not.toBeFocused();
    await keyboard.press('ArrowUp');
    await expect(message('Well done')).toBeFocused();
  });

  await test.step('a check-in is reviewed', async () => {
    const card = page.getByRole('log').getByRole('group', { name: /^Check-in/ });
    await card.getByRole('button', { name: 'Review' }).focus();
    await keyboard.press('Enter');
    await expect(card.getByLabel('Reply (optional)')).toBeFocused();
    await keyboard.type('Keep it calm');
    await keyboard.press('Control+Enter');
    await expect(card.getByText(/Reviewed/)).toBeVisible();
    await expect(threadOn(page).message('A calm week')).toBeFocused();
    await expect(threadOn(page).message('Keep it calm')).toBeVisible();
  });

  await test.step('a dialog gives the focus back', async () => {
    const trigger = page.getByRole('button', { name: 'Keys' });
    await trigger.focus();
    await keyboard.press('Enter');
    await expect(page.getByRole('dialog')).toBeVisible();
    await keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toBeHidden();
    await expect(trigger).toBeFocused();
  });
});

test('a client ticks an exercise and opens the menu without a mouse', async ({ people }) => {
  const { coach, client } = await people.pair();
  await assignToday(coach, client, 'Full body');
  const page = await people.open(client, '/chat');
  const box = page.getByRole('log').getByRole('checkbox').first();
  await box.focus();
  await page.keyboard.press('Space');
  await expect(page.getByText('1 of 3 done')).toBeVisible();
  await expect(box).toBeFocused();

  const more = page.getByRole('button', { name: 'Send something else' });
  await more.focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem', { name: 'Check-in' })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('dialog', { name: 'Check in' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  await expect(more).toBeFocused();
});
