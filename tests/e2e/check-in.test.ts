import type { Locator, Page } from '@playwright/test';
import { PHONE } from './support/people.ts';
import { achievement, sendSomethingElse, threadOn } from './support/screen.ts';
import { expect, test } from './support/test.ts';

function checkInCard(page: Page): Locator {
  return page.getByRole('log').getByRole('group', { name: /^Check-in/ });
}

test('a check-in arrives live, is reviewed with a reply, and both see it', async ({ people }) => {
  const { coach, client } = await people.pair();
  const laptop = await people.open(coach, `/inbox/${coach.conversationId}`);
  const phone = await people.open(client, '/chat', PHONE);
  await expect(laptop.getByRole('heading', { name: `Say hello to ${client.name}` })).toBeVisible();

  const dialog = await sendSomethingElse(phone, 'Check-in');
  await dialog.getByLabel('Weight').fill('72,5');
  await dialog.getByRole('radio', { name: 'Good' }).check({ force: true });
  await dialog.getByLabel('Notes').fill('Slept well, two long walks.');
  await dialog.getByRole('button', { name: 'Send check-in' }).click();
  await expect(dialog).toBeHidden();

  for (const page of [laptop, phone]) {
    await expect(checkInCard(page)).toContainText('72.5');
    await expect(checkInCard(page)).toContainText('Slept well, two long walks.');
    await expect(checkInCard(page).getByText(page === phone ? 'With your coach' : 'To review')).toBeVisible();
    await expect(achievement(page, 'First check-in')).toHaveCount(1);
  }

  await checkInCard(laptop).getByRole('button', { name: 'Review' }).click();
  await checkInCard(laptop).getByLabel('Reply (optional)').fill('Great week. Same again.');
  await checkInCard(laptop).getByRole('button', { name: 'Mark reviewed' }).click();

  for (const page of [laptop, phone]) {
    await expect(checkInCard(page).getByText(/Reviewed/)).toBeVisible();
    const reply = threadOn(page).message('Great week. Same again.');
    await expect(reply).toHaveCount(1);
    await expect(reply.getByRole('button', { name: /Check-in/ })).toBeVisible();
  }
  await expect(checkInCard(phone).getByRole('button', { name: 'Edit' })).toBeHidden();
});

test('what is changed before the review shows on both sides', async ({ people }) => {
  const { coach, client } = await people.pair();
  await client.post('/check-ins', { weight: 80, feeling: 3 });
  const laptop = await people.open(coach, `/inbox/${coach.conversationId}`);
  const phone = await people.open(client, '/chat', PHONE);
  await checkInCard(phone).getByRole('button', { name: 'Edit' }).click();
  const dialog = phone.getByRole('dialog', { name: 'Change your check-in' });
  await dialog.getByLabel('Weight').fill('79.4');
  await dialog.getByRole('button', { name: 'Save changes' }).click();
  for (const page of [laptop, phone]) await expect(checkInCard(page)).toContainText('79.4');
});

test('weights are entered and read in the units of each person', async ({ people }) => {
  const { coach, client } = await people.pair();
  await client.patch('/auth/me', { unitSystem: 'imperial' });
  const laptop = await people.open(coach, `/inbox/${coach.conversationId}`);
  const phone = await people.open(client, '/chat', PHONE);
  const dialog = await sendSomethingElse(phone, 'Check-in');
  await dialog.getByLabel('Weight').fill('180,5');
  await dialog.getByRole('button', { name: 'Send check-in' }).click();
  await expect(checkInCard(phone)).toContainText(/180\.5\s*lb/);
  await expect(checkInCard(laptop)).toContainText(/81\.9\s*kg/);
});

test('a week is checked in once, and the form says so', async ({ people }) => {
  const { client } = await people.pair();
  const phone = await people.open(client, '/chat', PHONE);
  const dialog = await sendSomethingElse(phone, 'Check-in');
  await expect(dialog.getByRole('radio', { name: /This week/ })).toBeChecked();
  await dialog.getByLabel('Notes').fill('Written on the phone');
  // Meanwhile the same person sends it from another device.
  const laptop = await client.elsewhere();
  await laptop.post('/check-ins', { weight: 70 });
  await dialog.getByRole('button', { name: 'Send check-in' }).click();
  await expect(dialog.getByRole('alert').filter({ hasText: /already/ })).toBeVisible();
  await expect(dialog.getByLabel('Notes')).toHaveValue('Written on the phone');
  await expect(dialog.getByText('already sent')).toHaveCount(1);
  await expect(dialog.getByRole('radio', { name: /This week/ })).toBeDisabled();
  await expect(checkInCard(phone)).toHaveCount(1);
});
