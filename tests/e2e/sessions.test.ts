import type { Page } from '@playwright/test';
import { mailedLink } from './support/mail.ts';
import { PASSWORD } from './support/person.ts';
import { threadOn } from './support/screen.ts';
import { expect, test } from './support/test.ts';

const OTHER_PASSWORD = 'seven loud herons land';

async function logIn(page: Page, email: string, password: string): Promise<void> {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
}

test('a device that is logged out from another one says so at once, and leads back', async ({ people }) => {
  const { coach } = await people.pair();
  const lost = await people.open(coach, `/inbox/${coach.conversationId}`);
  await expect(threadOn(lost).composer).toBeVisible();
  const mine = await people.open(await coach.elsewhere(), '/me');
  await mine
    .getByRole('button', { name: /^Log out .*/ })
    .first()
    .click();
  await expect(lost.getByText(/This device was logged out from another one/)).toBeVisible({ timeout: 1_000 });
  await logIn(lost, coach.email, PASSWORD);
  await expect(threadOn(lost).composer).toBeVisible();
  await expect(lost).toHaveURL(new RegExp(`/inbox/${coach.conversationId}$`));
});

test('after logging out, going back shows nothing private', async ({ people }) => {
  const { coach, client } = await people.pair();
  const page = await people.open(coach, `/inbox/${coach.conversationId}`);
  await threadOn(page).say('For your eyes only');
  await expect(threadOn(page).message('For your eyes only')).toBeVisible();
  await page.getByRole('link', { name: 'Me', exact: true }).click();
  await page.getByRole('button', { name: 'Log out', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('heading', { name: 'Log in' })).toBeVisible();
  await expect(page.getByText('For your eyes only')).toHaveCount(0);
  await expect(page.getByText(client.name)).toHaveCount(0);
});

test('everybody is kept to their own screens', async ({ people }) => {
  const { coach, client } = await people.pair();
  const phone = await people.open(client, '/inbox');
  await expect(phone).toHaveURL(/\/chat$/);
  await phone.goto('/templates');
  await expect(phone).toHaveURL(/\/chat$/);
  const laptop = await people.open(coach, '/today');
  await expect(laptop).toHaveURL(/\/inbox$/);
  const nobody = await people.visit('/me');
  await expect(nobody).toHaveURL(/\/login\?next=%2Fme$/);
  const stranger = await people.coach('Cyril Stranger');
  const elsewhere = await people.open(stranger, `/inbox/${coach.conversationId}`);
  await expect(elsewhere.getByRole('heading', { name: 'This conversation is not here' })).toBeVisible();
});

test('a forgotten password is set anew by mail, once', async ({ people, server }) => {
  const { client } = await people.pair();
  const open = await people.open(client, '/chat');
  await expect(threadOn(open).composer).toBeVisible();
  const page = await people.visit('/login');
  await page.getByRole('link', { name: 'Forgot your password?' }).click();
  // The page before has such a field, too.
  await expect(page.getByRole('heading', { name: 'Forgot your password?' })).toBeVisible();
  await page.getByLabel('E-mail').fill(client.email);
  await page.getByRole('button', { name: 'Send the link' }).click();
  await expect(page.getByRole('heading', { name: /mail/i })).toBeVisible();
  let link: string | undefined;
  await expect(async () => {
    link = await mailedLink(server, client.email);
    expect(link).toContain('/reset/');
  }).toPass();

  await page.goto(link ?? '');
  await page.getByLabel('New password').fill(OTHER_PASSWORD);
  await page.getByRole('button', { name: 'Save the password' }).click();
  await expect(open.getByText(/Your password was changed/)).toBeVisible();
  await page.goto('/login');
  await logIn(page, client.email, PASSWORD);
  await expect(page.getByText('The e-mail address or the password is wrong.')).toBeVisible();
  await logIn(page, client.email, OTHER_PASSWORD);
  await expect(page).toHaveURL(/\/chat$/);

  const again = await people.visit(link ?? '');
  await again.getByLabel('New password').fill(PASSWORD);
  await again.getByRole('button', { name: 'Save the password' }).click();
  await expect(again.getByRole('heading', { name: /link/i })).toBeVisible();
});

test('a changed password keeps this device, live, and ends the others', async ({ people }) => {
  const { coach, client } = await people.pair();
  const mine = await people.open(client, '/me');
  const other = await people.open(await client.elsewhere(), '/chat');
  await expect(threadOn(other).composer).toBeVisible();
  await mine.getByLabel('Present password').fill(PASSWORD);
  await mine.getByLabel('New password').fill(OTHER_PASSWORD);
  await mine.getByRole('button', { name: 'Change the password' }).click();
  await expect(mine.getByText(/Your password is changed/)).toBeVisible();
  await expect(other.getByText(/Your password was changed/)).toBeVisible();

  await mine.getByRole('link', { name: /Chat/ }).click();
  await coach.post(`/conversations/${coach.conversationId}/messages`, {
    clientMessageId: crypto.randomUUID(),
    text: 'Still there?',
  });
  await expect(threadOn(mine).message('Still there?')).toBeVisible();
  await threadOn(mine).say('Still here.');
  await expect(threadOn(mine).log.getByText('Sent', { exact: true })).toBeVisible();
});
