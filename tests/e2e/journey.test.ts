import type { Page } from '@playwright/test';
import { PASSWORD } from './support/person.ts';
import { adminOf, People, PHONE } from './support/people.ts';
import { inboxRow, threadOn } from './support/screen.ts';
import { startServer } from './support/server.ts';
import type { RunningServer } from './support/server.ts';
import { expect, test } from './support/test.ts';

// The very first minutes of an instance: it needs one that nobody has set up.
let server: RunningServer;
let people: People;

test.beforeAll(async ({ browser }) => {
  server = await startServer();
  people = new People(server.url, browser, () => adminOf(server.url));
});

test.afterAll(async () => {
  await people.leave();
  await server.stop();
});

async function invite(page: Page, email: string, role?: string): Promise<string> {
  await page.getByRole('link', { name: 'People' }).click();
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('E-mail').fill(email);
  if (role) await dialog.getByLabel('Invite').selectOption({ label: role });
  await dialog.getByRole('button', { name: 'Invite', exact: true }).click();
  await dialog.getByRole('button', { name: 'Copy' }).click();
  await expect(dialog.getByText('The link is on the clipboard.')).toBeVisible();
  const link = await page.evaluate('navigator.clipboard.readText()');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await expect(dialog).toBeHidden();
  return String(link);
}

async function accept(page: Page, name: string): Promise<void> {
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Accept the invitation' }).click();
}

test('from an empty instance to a live conversation with read receipts', async () => {
  const clipboard = { permissions: ['clipboard-read', 'clipboard-write'] };
  const admin = await people.visit('/', clipboard);
  await expect(admin).toHaveURL(/\/setup$/);
  await admin.getByLabel('Name of your coaching').fill('Northside Strength');
  await admin.getByLabel('Your name').fill('Olive Owner');
  await admin.getByLabel('E-mail').fill('olive@northside.test');
  await admin.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await admin.getByRole('button', { name: 'Create the account' }).click();
  await expect(admin.getByRole('heading', { name: 'Invite your first client' })).toBeVisible();

  const coachLink = await invite(admin, 'carla@northside.test', 'As a coach');
  const coach = await people.visit(coachLink, clipboard);
  await expect(coach.getByRole('heading', { name: 'Olive Owner invites you' })).toBeVisible();
  await accept(coach, 'Carla Coach');
  await expect(coach).toHaveURL(/\/inbox$/);

  const clientLink = await invite(coach, 'tom@northside.test');
  const phone = await people.visit(clientLink, PHONE);
  await expect(phone.getByLabel('E-mail')).toHaveValue('tom@northside.test');
  await accept(phone, 'Tom Client');
  await expect(phone).toHaveURL(/\/chat$/);
  await expect(phone.getByRole('heading', { name: 'Carla Coach', level: 1 })).toBeVisible();

  await coach.getByRole('link', { name: 'Inbox' }).click();
  await inboxRow(coach, 'Tom Client').click();
  const coachThread = threadOn(coach);
  const clientThread = threadOn(phone);

  await test.step('delivered while the client looks elsewhere, read once they look', async () => {
    await phone.getByRole('link', { name: 'Today' }).click();
    await coachThread.say('How was the first session?');
    await expect(coachThread.message('How was the first session?')).toHaveCount(1);
    await expect(coachThread.log.getByText('Delivered')).toBeVisible();
    await phone.getByRole('link', { name: /Chat/ }).click();
    await expect(clientThread.message('How was the first session?')).toBeVisible();
    await expect(coachThread.log.getByText('Read', { exact: true })).toBeVisible();
  });

  await test.step('typing shows, and the answer arrives', async () => {
    await clientThread.composer.pressSequentially('Hard, but good.');
    await expect(coach.getByText('Tom Client is typing')).toBeVisible();
    await phone.getByRole('button', { name: 'Send', exact: true }).click();
    await expect(coachThread.message('Hard, but good.')).toBeVisible();
    await expect(coach.getByText('Tom Client is typing')).toBeHidden();
  });

  await test.step('the invitation cannot be used again', async () => {
    const late = await people.visit(clientLink);
    await expect(late.getByRole('heading', { name: 'This invitation is no longer open' })).toBeVisible();
  });
});
