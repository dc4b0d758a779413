import type { Locator } from '@playwright/test';
import * as z from 'zod';
import { PHONE } from './support/people.ts';
import type { Person } from './support/person.ts';
import { sendSomethingElse, threadOn } from './support/screen.ts';
import { expect, test } from './support/test.ts';

const list = z.object({ items: z.array(z.object({ id: z.number(), sendAt: z.string() })) });

test('a coach writes now, with a saved reply, and the client reads it when its moment comes', async ({
  people,
}) => {
  const { coach, client } = await people.pair();
  await client.patch('/auth/me', { timeZone: 'Asia/Tokyo' });
  await coach.patch('/auth/me', { timeZone: 'Europe/Lisbon' });
  const desk = await people.open(coach, `/inbox/${coach.conversationId}`);
  const phone = await people.open(client, '/chat', PHONE);
  const thread = threadOn(desk);
  const other = threadOn(phone);
  await expect(thread.composer).toBeVisible();

  await test.step('saves a reply', async () => {
    const dialog = await sendSomethingElse(desk, 'Saved replies');
    await dialog.getByRole('button', { name: 'New reply' }).click();
    await dialog.getByLabel('Title').fill('Morning');
    await dialog.getByLabel('Text').fill('Good morning, ');
    await dialog.getByRole('button', { name: 'First name' }).click();
    await expect(dialog.getByText('Good morning, Clara', { exact: true })).toBeVisible();
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(dialog.getByRole('button', { name: 'Change Morning' })).toBeVisible();
    await desk.keyboard.press('Escape');
  });

  await test.step('finds it with a slash, and chooses when it goes', async () => {
    await thread.composer.pressSequentially('/mor');
    await expect(desk.getByRole('option', { name: /Morning/ })).toBeVisible();
    await thread.composer.press('Enter');
    await expect(thread.composer).toHaveValue('Good morning, Clara');
    await desk.getByRole('button', { name: 'Send later' }).click();
    await desk
      .getByRole('dialog')
      .getByRole('button', { name: /Tomorrow morning/ })
      .click();
    await expect(desk.getByRole('dialog')).toBeHidden();
    await expect(thread.composer).toHaveValue('');
  });

  const line = desk.getByRole('button', { name: /^1 message scheduled for .*\(Clara’s time\)$/ });
  await expect(line).toBeFocused();
  await expect(other.messages).toHaveCount(0);

  await test.step('changes it where it waits, on every device', async () => {
    const elsewhere = await people.open(coach, `/inbox/${coach.conversationId}`);
    await elsewhere.getByRole('button', { name: /1 message scheduled/ }).click();
    await expect(elsewhere.getByRole('dialog').getByText('Good morning, Clara')).toBeVisible();
    await line.click();
    await desk.getByRole('button', { name: 'Change', exact: true }).click();
    const dialog = desk.getByRole('dialog', { name: 'Change what is sent later' });
    await dialog.getByLabel('Message').fill('Good morning, Clara! Legs today.');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(elsewhere.getByText('Good morning, Clara! Legs today.')).toBeVisible();
    await expect(dialog).toBeHidden();
  });

  await test.step('sends it now after all', async () => {
    const { items } = list.parse(
      await coach.get(`/conversations/${coach.conversationId}/scheduled-messages`),
    );
    expect(items).toHaveLength(1);
    await desk.getByRole('button', { name: 'Send now' }).click();
    await expect(desk.getByText('Nothing waits here any more.')).toBeVisible();
    await desk.keyboard.press('Escape');
    await expect(thread.message('Good morning, Clara! Legs today.')).toBeVisible();
    await expect(other.message('Good morning, Clara! Legs today.')).toBeVisible();
    await expect(line).toBeHidden();
  });
});

test('files wait with a message and come with a saved reply, which keeps its own', async ({ people }) => {
  const { coach, client } = await people.pair();
  const desk = await people.open(coach, `/inbox/${coach.conversationId}`);
  const thread = threadOn(desk);
  const dialog = desk.getByRole('dialog');
  const files = (name: string) => dialog.getByRole('list', { name: /^Files/ }).getByText(name);
  const text = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(name) });
  const choose = (place: Locator, name: string) =>
    place.locator('input[type=file][multiple]').setInputFiles([text(name)]);

  await test.step('schedules a file without a word, changes what it carries', async () => {
    await choose(desk.getByRole('form', { name: /^Write to/ }).locator('..'), 'plan.txt');
    await desk.getByRole('button', { name: 'Send later' }).click();
    await expect(files('plan.txt')).toBeVisible();
    await dialog.getByRole('button', { name: /Tomorrow morning/ }).click();
    await desk.getByRole('button', { name: /^1 message scheduled/ }).click();
    await expect(files('plan.txt')).toBeVisible();
    await dialog.getByRole('button', { name: 'Change', exact: true }).click();
    const change = desk.getByRole('dialog', { name: 'Change what is sent later' });
    await change.getByRole('button', { name: 'Remove plan.txt' }).click();
    await choose(change, 'better plan.txt');
    await expect(change.getByText('Ready to send')).toBeVisible();
    await change.getByRole('button', { name: 'Save' }).click();
    await expect(change).toBeHidden();
    await expect(files('better plan.txt')).toBeVisible();
    await expect(files('plan.txt').filter({ hasText: /^plan/ })).toBeHidden();
  });

  await test.step('takes it back, thinks better of it, and sends it now', async () => {
    await dialog.getByRole('button', { name: 'Do not send' }).click();
    await expect(dialog.getByText('Nothing waits here any more.')).toBeVisible();
    await dialog.getByRole('button', { name: 'Undo' }).click();
    await expect(files('better plan.txt')).toBeVisible();
    await dialog.getByRole('button', { name: 'Send now' }).click();
    await desk.keyboard.press('Escape');
    await expect(thread.messages.getByRole('link', { name: /^Download better plan.txt/ })).toHaveCount(1);
  });

  await test.step('saves a reply with a file and uses it twice', async () => {
    await sendSomethingElse(desk, 'Saved replies');
    await dialog.getByRole('button', { name: 'New reply' }).click();
    await dialog.getByLabel('Title').fill('Form');
    await dialog.getByLabel('Text').fill('Like this');
    await choose(dialog, 'squat.txt');
    await dialog.getByRole('button', { name: 'Save', exact: true }).click();
    await expect(dialog.getByText('Like this · squat.txt')).toBeVisible();
    await desk.keyboard.press('Escape');
    for (const times of [1, 2]) {
      await thread.composer.pressSequentially('/form');
      await desk.getByRole('option', { name: /Form/ }).click();
      await expect(desk.getByRole('list', { name: 'Files to send' }).getByText('squat.txt')).toBeVisible();
      await desk.getByRole('button', { name: 'Send', exact: true }).click();
      await expect(thread.messages.getByRole('link', { name: /^Download squat.txt/ })).toHaveCount(times);
    }
  });

  const phone = await people.open(client, '/chat', PHONE);
  await expect(threadOn(phone).messages.getByRole('link', { name: /^Download/ })).toHaveCount(3);
});

test('everything that is scheduled is on one screen, over all threads', async ({ people, admin }) => {
  const { coach, client } = await people.pair();
  const [taro, leaving] = [await people.client(coach, 'Taro Mori'), await people.client(coach, 'Lea Vogt')];
  await taro.patch('/auth/me', { timeZone: 'Asia/Tokyo' });
  await coach.patch('/auth/me', { timeZone: 'Europe/Lisbon' });
  const later = (to: Person, text: string, days: number) =>
    coach.post(`/conversations/${to.conversationId}/scheduled-messages`, {
      text,
      sendAt: new Date(Date.now() + days * 86_400_000).toISOString(),
      timeZone: 'Europe/Lisbon',
    });
  await later(client, 'Rest day', 1);
  await later(taro, 'Deload week', 2);
  await later(leaving, 'Next block', 2);
  const page = await people.open(coach, '/inbox');
  await page.getByRole('link', { name: 'Scheduled messages' }).click();
  const row = (text: string) => page.getByRole('main').getByRole('listitem').filter({ hasText: text });
  const does = async (text: string, what: string) => {
    await row(text)
      .getByRole('button', { name: /^What to do with the message to/ })
      .press('Enter');
    await page.getByRole('menuitem', { name: what }).press('Enter');
  };

  await test.step('by day, for whom, and on whose clock', async () => {
    await expect(page.getByRole('region', { name: 'Tomorrow' }).getByRole('listitem')).toHaveText(/Rest day/);
    await expect(row('Rest day')).toContainText('Clara Client');
    await expect(row('Rest day')).not.toContainText('for Clara');
    await expect(row('Deload week')).toContainText(/for Taro/);
  });

  await test.step('follows what happens elsewhere', async () => {
    await later(client, 'Easy run', 3);
    await expect(row('Easy run')).toBeVisible();
    const other = await people.coach('Carl Coach');
    await (await admin()).put(`/admin/people/${leaving.id}/coach`, { coachId: other.id });
    await later(client, 'Long run', 4);
    await expect(row('Next block')).toContainText('A former client');
    await expect(row('Next block')).not.toContainText('Lea');
  });

  await test.step('changes one, sends one now', async () => {
    await does('Easy run', 'Change');
    const dialog = page.getByRole('dialog', { name: 'Change what is sent later' });
    await dialog.getByLabel('Message').fill('Easy swim');
    await dialog.getByRole('button', { name: 'Save' }).click();
    await expect(row('Easy swim')).toBeVisible();
    await does('Rest day', 'Send now');
    await expect(row('Rest day')).toHaveCount(0);
  });

  await test.step('takes one back after a question', async () => {
    await does('Next block', 'Do not send');
    await page.getByRole('dialog').getByRole('button', { name: 'Keep it' }).press('Enter');
    await does('Next block', 'Do not send');
    await page.getByRole('dialog').getByRole('button', { name: 'Do not send' }).press('Enter');
    await expect(row('Next block')).toHaveCount(0);
    await expect(page.getByRole('group', { name: 'Scheduled messages' })).toBeFocused();
  });

  await test.step('says without a connection that there is none, and leads to the thread and back with one', async () => {
    await page.context().setOffline(true);
    await does('Deload week', 'Send now');
    await expect(page.getByText('No connection. Check your network').first()).toBeVisible();
    await expect(row('Deload week')).toBeVisible();
    await page.context().setOffline(false);
    await expect(page.getByRole('alert')).toHaveCount(0);
    await does('Deload week', 'Open the conversation');
    await page.getByRole('button', { name: /^1 message scheduled/ }).click();
    await page.getByRole('dialog').getByRole('link', { name: 'Everything scheduled' }).click();
    await expect(row('Deload week')).toBeVisible();
  });
});
