import type { Page } from '@playwright/test';
import { Fingers, middleOf } from './support/finger.ts';
import type { Place } from './support/finger.ts';
import { chooseFiles, dragFiles, fakeMicrophone, film, pastePhoto, saidFor } from './support/media.ts';
import { PHONE } from './support/people.ts';
import { threadOn } from './support/screen.ts';
import { expect, test } from './support/test.ts';

test.use(fakeMicrophone);

/** What is used of a video in the page, whose types these files do not have. */
interface Film {
  play(): Promise<void>;
  readonly currentTime: number;
}

const microphone = (page: Page) => page.getByRole('button', { name: 'Record a voice message' });
const recorder = (page: Page) => page.getByRole('group', { name: 'Voice message', exact: true });
const tray = (page: Page) => page.getByRole('list', { name: 'Files to send' });

test('a voice message is held, slid away or locked, and one plays at a time', async ({ people }) => {
  const { coach, client } = await people.pair();
  const laptop = await people.open(coach, `/inbox/${coach.conversationId}`);
  const phone = await people.open(client, '/chat', PHONE);
  const fingers = await Fingers.on(phone);
  const heard = (page: Page, from: string) =>
    threadOn(page).log.getByRole('group', { name: `Voice message from ${from}` });
  const finger = await middleOf(microphone(phone));
  const mouse = await middleOf(microphone(laptop));
  const moveMouse = (dx: number, dy: number) => laptop.mouse.move(mouse.x + dx, mouse.y + dy, { steps: 5 });

  await test.step('a finger that lets go sends what was said', async () => {
    await fingers.down(finger);
    await expect(recorder(phone).getByText(saidFor(2))).toBeVisible();
    await fingers.up();
    await expect(recorder(phone)).toBeHidden();
    await expect(heard(laptop, client.name)).toHaveCount(1);
  });

  await test.step('one that slides aside throws it away, and so does a mouse, even one that comes back', async () => {
    await fingers.down(finger);
    await expect(recorder(phone).getByText('Slide to cancel')).toBeVisible();
    await fingers.move([finger], [{ x: finger.x - 130, y: finger.y }]);
    await fingers.up();
    await expect(recorder(phone)).toBeHidden();

    await moveMouse(0, 0);
    await laptop.mouse.down();
    await expect(recorder(laptop).getByText('Slide to cancel')).toBeVisible();
    await moveMouse(-130, 0);
    await expect(recorder(laptop)).toBeHidden();
    await moveMouse(0, 0);
    await laptop.mouse.up();
    await expect(recorder(laptop)).toBeHidden();
  });

  await test.step('one that slides up locks it: keys pause it and leave the thread open, and more can be said', async () => {
    await laptop.mouse.down();
    await expect(recorder(laptop).getByText('Slide to cancel')).toBeVisible();
    await moveMouse(0, -90);
    await laptop.mouse.up();
    await expect(recorder(laptop).getByText(saidFor(3))).toBeVisible();
    await laptop.keyboard.press('Escape');
    await recorder(laptop).getByRole('button', { name: 'Listen to the recording' }).click();
    await expect(recorder(laptop).getByRole('slider')).not.toHaveAttribute('aria-valuetext', /^0 seconds/);
    await recorder(laptop).getByRole('button', { name: 'Go on recording' }).click();
    await expect(recorder(laptop).getByText(saidFor(4))).toBeVisible();
    await recorder(laptop).getByRole('button', { name: 'Send the voice message' }).click();
    await expect(heard(phone, coach.name)).toHaveCount(1);
    await expect(threadOn(laptop).log.getByRole('group', { name: /^Voice message from/ })).toHaveCount(2);
  });

  await test.step('leaving the thread meanwhile keeps what was said among its files', async () => {
    await microphone(laptop).focus();
    await laptop.keyboard.press('Enter');
    await expect(recorder(laptop).getByText(saidFor(2))).toBeVisible();
    await laptop.getByRole('link', { name: 'People' }).click();
    await expect(laptop.getByRole('heading', { name: 'People' })).toBeVisible();
    await laptop.goBack();
    await expect(tray(laptop).getByText('Voice message.mp3')).toBeVisible();
    await tray(laptop)
      .getByRole('button', { name: /^Remove/ })
      .click();
    await expect(microphone(laptop)).toBeVisible();
  });

  await test.step('starting one pauses the other, and both have the same speed', async () => {
    const [own, other] = [heard(phone, 'you'), heard(phone, coach.name)];
    await own.getByRole('button', { name: /^Play/ }).tap();
    await expect(own.getByRole('button', { name: /^Pause/ })).toBeVisible();
    await other.getByRole('button', { name: /^Play/ }).tap();
    await expect(other.getByRole('button', { name: /^Pause/ })).toBeVisible();
    await expect(own.getByRole('button', { name: /^Play/ })).toBeVisible();
    for (const speed of ['1.5', '2', '1']) {
      await other.getByRole('button', { name: 'Speed' }).tap();
      await expect(own.getByRole('button', { name: `Speed: ${speed} times` })).toBeVisible();
    }
    await expect(other.getByRole('button', { name: /^Play/ })).toBeVisible();
  });

  await test.step('the place in it is dragged without answering the message', async () => {
    const place = heard(phone, coach.name).getByRole('slider');
    const { x, y } = await middleOf(place);
    await fingers.swipe({ x: x - 60, y }, { x: x + 60, y });
    await expect(place).not.toHaveAttribute('aria-valuetext', /^0 seconds/);
    await expect(phone.getByText(`Reply to ${coach.name}`)).toBeHidden();
  });
});

test('a picture close up follows the fingers', async ({ people }) => {
  const { coach, client } = await people.pair();
  const laptop = await people.open(coach, `/inbox/${coach.conversationId}`);
  const phone = await people.open(client, '/chat', PHONE);
  for (const name of ['one.jpg', 'two.jpg', 'three.jpg']) {
    await pastePhoto(threadOn(laptop).composer, name);
    await expect(tray(laptop).getByText(name)).toBeVisible();
  }
  await threadOn(laptop).say('My three');
  const tile = (place: number) =>
    threadOn(phone).log.getByRole('button', { name: `Photo from ${coach.name}, ${place} of 3` });
  const closeUp = (place: number) =>
    phone.getByRole('dialog', { name: `Photo from ${coach.name}, ${place} of 3` });
  const shown = (place: number) => closeUp(place).getByRole('img').last();
  const fingers = await Fingers.on(phone);
  const middle = { x: 195, y: 450 };
  const aside = (dx: number, dy = 0): Place => ({ x: middle.x + dx, y: middle.y + dy });

  await tile(2).tap();
  await expect(shown(2)).toBeVisible();
  const size = (await shown(2).boundingBox())?.width ?? 0;
  const width = async () => Math.round((await shown(2).boundingBox())?.width ?? 0);

  await test.step('two fingers enlarge it, and one then moves it', async () => {
    const [near, far] = [
      [aside(-40), aside(40)],
      [aside(-120), aside(120)],
    ];
    await fingers.down(...near);
    await fingers.move(near, far);
    await fingers.up();
    await expect.poll(width).toBeGreaterThan(2 * size);
    const left = (await shown(2).boundingBox())?.x ?? 0;
    await fingers.swipe(aside(0), aside(-100));
    await expect.poll(async () => (await shown(2).boundingBox())?.x).toBeLessThan(left - 50);
    await fingers.swipe(aside(0), aside(0, 200));
    await expect(closeUp(2)).toBeVisible();
  });

  await test.step('two taps bring it back, and closer again', async () => {
    for (const closer of [false, true, false]) {
      await fingers.tap(middle, 2);
      await expect.poll(async () => (await width()) > size).toBe(closer);
      // Two taps that follow too soon are one more double tap.
      await fingers.rest();
    }
  });

  await test.step('one that is not enlarged gives way to its neighbours, and down closes it', async () => {
    await fingers.swipe(aside(80), aside(-80));
    await expect(closeUp(3)).toBeVisible();
    await fingers.swipe(aside(80), aside(-80));
    await expect(closeUp(3)).toBeVisible();
    await fingers.swipe(aside(-80), aside(80));
    await expect(closeUp(2)).toBeVisible();
    await fingers.swipe(middle, aside(0, 200));
    await expect(phone.getByRole('dialog')).toBeHidden();
    await expect(tile(2)).toBeFocused();
  });

  await test.step('Escape closes it as well, and the way back then leads where it led before', async () => {
    await tile(1).tap();
    await expect(closeUp(1)).toBeVisible();
    await phone.keyboard.press('ArrowRight');
    await expect(closeUp(2)).toBeVisible();
    await phone.keyboard.press('Escape');
    await expect(phone.getByRole('dialog')).toBeHidden();
    await tile(3).tap();
    await expect(closeUp(3)).toBeVisible();
    await phone.goBack();
    await expect(phone.getByRole('dialog')).toBeHidden();
    await expect(threadOn(phone).composer).toBeVisible();
  });
});

test('files are dropped, some are refused, and a video is seen where it can be played', async ({
  people,
}) => {
  const { coach, client } = await people.pair();
  const laptop = await people.open(coach, `/inbox/${coach.conversationId}`);
  const phone = await people.open(client, '/chat', PHONE);
  const send = laptop.getByRole('button', { name: 'Send', exact: true });
  const text = (name: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(name) });
  const item = (name: string) => tray(laptop).getByRole('listitem').filter({ hasText: name });

  await test.step('what misses the thread is nothing, and what is dropped on it waits to be sent', async () => {
    const miss = await dragFiles(laptop.getByRole('tabpanel'), [text('beside.txt')]);
    expect(await miss()).toBe(true);
    await expect(tray(laptop)).toBeHidden();
    const drop = await dragFiles(threadOn(laptop).composer, [
      text('warm-up.txt'),
      { name: 'setup.exe', mimeType: 'application/x-msdownload', buffer: Buffer.from('MZ program') },
      { name: 'blank.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
      { name: 'logo.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') },
    ]);
    await expect(laptop.getByText(`Drop to send to ${client.name}`)).toBeVisible();
    expect(await drop()).toBe(true);
    await expect(laptop.getByText(`Drop to send to ${client.name}`)).toBeHidden();
    await expect(tray(laptop).getByRole('listitem')).toHaveCount(4);
  });

  await test.step('what is refused says so beside its name, and the rest goes without it', async () => {
    await expect(item('setup.exe')).toContainText('This is a program for Windows');
    await expect(item('blank.txt')).toContainText('This file is empty.');
    await expect(item('warm-up.txt')).toContainText('Ready to send');
    await expect(send).toBeDisabled();
    for (const name of ['setup.exe', 'blank.txt']) {
      await laptop.getByRole('button', { name: `Remove ${name}` }).click();
    }
    await threadOn(laptop).say('Two files');
    const links = threadOn(phone).message('Two files').getByRole('link');
    await expect(links).toHaveCount(2);
    await expect(links.first()).toHaveAccessibleName(/^Download warm-up\.txt/);
  });

  const bytes = await film(laptop);
  await test.step('a video is sent as it is, with a still, and plays in the thread', async () => {
    await chooseFiles(laptop, [{ name: 'squat.webm', mimeType: 'video/webm', buffer: bytes }]);
    await expect(item('squat.webm')).toContainText('Ready to send');
    await threadOn(laptop).say('My squat');
    const video = threadOn(phone).message('My squat').getByLabel(`Video from ${coach.name}`);
    await expect(video).toBeVisible();
    const still = await client.http.get((await video.getAttribute('poster')) ?? '');
    expect(still.headers()['content-type']).toMatch(/^image\//);
    const src = (await video.getAttribute('src')) ?? '';
    expect((await (await client.http.get(src)).body()).equals(bytes)).toBe(true);
    const part = await client.http.get(src, { headers: { range: 'bytes=10-19' } });
    expect(part.status()).toBe(206);
    await video.evaluate((film: unknown) => (film as Film).play());
    await expect.poll(() => video.evaluate((film: unknown) => (film as Film).currentTime)).toBeGreaterThan(0);
  });

  await test.step('one that this browser cannot play says so, and can be downloaded', async () => {
    const unknown = Buffer.from(bytes.toString('latin1').replace('V_VP8', 'V_XYZ'), 'latin1');
    await chooseFiles(laptop, [{ name: 'odd.webm', mimeType: 'video/webm', buffer: unknown }]);
    await expect(item('odd.webm')).toContainText('Ready to send');
    await threadOn(laptop).say('My phone’s own');
    const seen = threadOn(phone).message('My phone’s own');
    await expect(seen.getByText('This video cannot be played here.')).toBeVisible();
    await expect(seen.getByRole('link', { name: 'Download odd.webm' })).toBeVisible();
  });
});
