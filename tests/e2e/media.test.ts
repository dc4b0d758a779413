import type { Page } from '@playwright/test';
import { kept } from './support/device.ts';
import { chooseFiles, fakeMicrophone, pastePhoto, saidFor } from './support/media.ts';
import { PHONE } from './support/people.ts';
import { threadOn } from './support/screen.ts';
import { expect, test } from './support/test.ts';

test.use(fakeMicrophone);

test('a photo the coach pastes is seen by the client, close up, and a voice message answers it', async ({
  people,
}) => {
  const { coach, client } = await people.pair();
  const laptop = await people.open(coach, `/inbox/${coach.conversationId}`);
  const phone = await people.open(client, '/chat', PHONE);

  await pastePhoto(threadOn(laptop).composer, 'form.jpg');
  await expect(laptop.getByRole('list', { name: 'Files to send' }).getByText('form.jpg')).toBeVisible();
  await threadOn(laptop).say('Mind your back');

  const seen = threadOn(phone).message('Mind your back');
  const picture = seen.getByRole('button', { name: `Photo from ${coach.name}` });
  await expect(picture).toBeVisible();
  await picture.click();
  const closeUp = phone.getByRole('dialog', { name: `Photo from ${coach.name}` });
  await expect(closeUp.getByRole('img')).toBeVisible();
  await phone.goBack();
  await expect(closeUp).toBeHidden();
  await expect(picture).toBeFocused();

  await phone.getByRole('button', { name: 'Record a voice message' }).press('Enter');
  const recording = phone.getByRole('group', { name: 'Voice message' });
  await expect(recording.getByText(saidFor(2))).toBeVisible();
  await recording.getByRole('button', { name: 'Pause the recording' }).click();
  await expect(recording.getByRole('button', { name: 'Listen to the recording' })).toBeEnabled();
  await recording.getByRole('button', { name: 'Send the voice message' }).click();

  const heard = threadOn(laptop).log.getByRole('group', { name: `Voice message from ${client.name}` });
  await heard.getByRole('button', { name: /^Play/ }).click();
  await expect(heard.getByRole('button', { name: /^Pause/ })).toBeVisible();
  await expect(heard.getByRole('slider')).not.toHaveAttribute('aria-valuetext', /^0 seconds/);
});

test('a large file goes on where the network left it, also after a reload', async ({ people }) => {
  const { coach, client } = await people.pair();
  const phone = await people.open(client, '/chat', PHONE);
  const laptop = await people.open(coach, `/inbox/${coach.conversationId}`);
  let pieces = 0;
  let blocked = true;
  await phone.route('**/api/media/uploads/*', async (route) => {
    if (route.request().method() !== 'PATCH') return route.continue();
    if (blocked && pieces >= 2) return route.abort();
    pieces += 1;
    return route.continue();
  });

  const chooser = phone.waitForEvent('filechooser');
  await phone.getByRole('button', { name: 'Attach files' }).click();
  const buffer = Buffer.alloc(5_200_000, 'squat ');
  await (await chooser).setFiles({ name: 'log.txt', mimeType: 'text/plain', buffer });
  await expect(phone.getByText('No connection.', { exact: false })).toBeVisible();
  await threadOn(phone).say('My whole year');
  await expect(
    threadOn(phone)
      .message('My whole year')
      .getByText(/\d+% of 5.2 MB/),
  ).toBeVisible();
  await expect(threadOn(laptop).message('My whole year')).toHaveCount(0);

  // The page that is left must not begin with another piece in its last moment.
  await phone.goto('about:blank');
  blocked = false;
  await phone.goto('/chat');
  const arrived = threadOn(laptop).message('My whole year');
  const link = arrived.getByRole('link', { name: 'Download log.txt, 5.2 MB' });
  await expect(link).toBeVisible();
  // Nothing was uploaded twice: five whole pieces and the rest.
  expect(pieces).toBe(6);
  const download = laptop.waitForEvent('download');
  await link.click();
  expect((await download).suggestedFilename()).toBe('log.txt');
});

test('files that are not sent yet outlive a reload, and are sent once, by one of two tabs', async ({
  people,
}) => {
  const { coach, client } = await people.pair();
  const phone = await people.open(client, '/chat', PHONE);
  const laptop = await people.open(coach, `/inbox/${coach.conversationId}`);
  let pieces = 0;
  let blocked = true;
  await phone.route('**/api/media/uploads/*', (route) => {
    if (route.request().method() !== 'PATCH') return route.continue();
    if (blocked && pieces === 1) return route.abort();
    pieces += 1;
    return route.continue();
  });
  const tray = (page: Page) => page.getByRole('list', { name: 'Files to send' });
  const buffer = Buffer.alloc(2_000_000, 'squat ');
  await pastePhoto(threadOn(phone).composer, 'form.jpg');
  await chooseFiles(phone, [
    { name: 'plan.txt', mimeType: 'text/plain', buffer: Buffer.from('Mondays') },
    { name: 'log.txt', mimeType: 'text/plain', buffer },
  ]);
  await threadOn(phone).composer.fill('All of it');
  await expect(tray(phone).getByText('Ready to send')).toHaveCount(2);
  await expect(tray(phone).getByText('No connection.', { exact: false })).toBeVisible();
  for (const fact of ['form.jpg', 'plan.txt', '"uploadId":"']) await kept(phone, fact);

  blocked = false;
  await phone.reload();
  await expect(tray(phone).getByText('Ready to send')).toHaveCount(3);
  expect(pieces).toBe(2);
  await expect(tray(phone).getByText(/\.(jpg|txt)$/)).toHaveText(['form.jpg', 'plan.txt', 'log.txt']);
  await phone.getByRole('button', { name: 'Remove plan.txt' }).click();
  const tablet = await phone.context().newPage();
  await tablet.goto('/chat');
  await expect(tray(tablet).getByText('Ready to send')).toHaveCount(2);
  await expect(threadOn(tablet).composer).toHaveValue('All of it');

  await phone.getByRole('button', { name: 'Send', exact: true }).click();
  const sent = threadOn(laptop).message('All of it');
  await expect(sent.getByRole('link', { name: /^Download/ })).toHaveCount(1);
  await expect(sent.getByRole('button', { name: /^Photo/ })).toHaveCount(1);
  await expect(tray(tablet)).toHaveCount(0);
  for (const page of [phone, tablet]) {
    await page.reload();
    await expect(threadOn(page).message('All of it')).toHaveCount(1);
    // It is where Send would be: nothing is on its way into the tray.
    await expect(page.getByRole('button', { name: 'Record a voice message' })).toBeVisible();
    await expect(tray(page)).toHaveCount(0);
  }
});
