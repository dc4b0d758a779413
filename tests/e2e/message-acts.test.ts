import type { Locator, Page } from '@playwright/test';
import { PHONE } from './support/people.ts';
import { threadOn } from './support/screen.ts';
import { expect, test } from './support/test.ts';

/** A finger on a message: along these steps from its left, and up again. */
async function drag(page: Page, message: Locator, steps: readonly number[]): Promise<void> {
  const box = await message.boundingBox();
  if (!box) throw new Error('The message is not on screen.');
  const touch = await page.context().newCDPSession(page);
  const at = (dx: number) => ({ x: box.x + 80 + dx, y: box.y + box.height / 2 });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [at(0)] });
  for (const dx of steps)
    await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: [at(dx)] });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}

test('two people edit, delete, quote and react, and both see the same', async ({ people }) => {
  const { coach, client } = await people.pair();
  const desk = await people.open(coach, `/inbox/${coach.conversationId}`);
  const phone = await people.open(client, '/chat', PHONE);
  const [thread, pocket] = [threadOn(desk), threadOn(phone)];
  await thread.say('Squads at six?');
  await thread.say('Bring your shoes');
  await expect(pocket.message('Bring your shoes')).toBeVisible();

  await test.step('ArrowUp in an empty field edits the last own message, Escape leaves it as it was', async () => {
    await thread.composer.press('ArrowUp');
    await expect(desk.getByText('Editing message')).toBeVisible();
    await expect(thread.composer).toHaveValue('Bring your shoes');
    await thread.composer.press('Escape');
    await expect(thread.composer).toHaveValue('');
  });

  await test.step('a message is edited by key; the other sees it, and what it was', async () => {
    await thread.composer.press('Escape');
    await thread.message('Squads at six?').focus();
    await desk.keyboard.press('e');
    await expect(thread.composer).toBeFocused();
    await thread.composer.fill('Squats at six?');
    await thread.composer.press('Enter');
    await expect(pocket.message('Squats at six?')).toBeVisible();
    await pocket.message('Squats at six?').getByRole('button', { name: 'edited' }).tap();
    const history = phone.getByRole('dialog', { name: 'Edit history' });
    await expect(history.getByText('Squads at six?')).toBeVisible();
    await history.getByRole('button', { name: 'Close' }).tap();
  });

  await test.step('a swipe to the right answers; one down does not', async () => {
    // The first finger fetches what fingers need.
    await pocket.message('Bring your shoes').tap();
    await expect(async () => {
      await drag(phone, pocket.message('Squats at six?'), [20, 50, 90, 120]);
      await expect(phone.getByText('Reply to Carla Coach')).toBeVisible({ timeout: 500 });
    }).toPass();
    await pocket.say('I will be there');
    await expect(thread.message('I will be there').getByText('Squats at six?')).toBeVisible();
  });

  await test.step('a reaction stands under the message on both screens and goes again', async () => {
    const mine = pocket.message('I will be there');
    await thread.message('I will be there').hover();
    await thread.message('I will be there').getByRole('button', { name: 'More' }).click();
    await desk.getByRole('menuitem', { name: 'React with 💪' }).click();
    await expect(mine.getByRole('button', { name: '💪 Carla Coach' })).toBeVisible();
    await mine.getByRole('button', { name: '💪 Carla Coach' }).tap();
    await expect(thread.message('I will be there').getByRole('button', { name: '💪' })).toContainText('2');

    await thread.message('I will be there').first().focus();
    await desk.keyboard.press('+');
    await desk.getByLabel('Find an emoji').fill('rocket');
    await desk.keyboard.press('Enter');
    const rocket = thread.message('I will be there').getByRole('button', { name: '🚀 You' });
    await expect(rocket).toHaveAttribute('aria-pressed', 'true');
    await rocket.click();
    await expect(rocket).toBeHidden();
  });

  await test.step('what is deleted leaves a trace and is gone from its quotes, here and after a reload', async () => {
    await thread.message('Squats at six?').first().focus();
    await desk.keyboard.press('Delete');
    const asked = desk.getByRole('dialog', { name: 'Delete this message?' });
    await asked.getByRole('button', { name: 'Delete' }).click();
    await expect(pocket.message('Message deleted')).toHaveCount(2);
    await phone.reload();
    await expect(pocket.message('Message deleted')).toHaveCount(2);
    await expect(phone.getByText('Squats')).toHaveCount(0);
  });

  await test.step('a long press opens the sheet; without a connection it says so and nothing changes', async () => {
    const mine = pocket.message('I will be there');
    await pocket.message('Bring your shoes').tap();
    await expect(async () => {
      await mine.getByText('I will be there').tap();
      const box = await mine.getByText('I will be there').boundingBox();
      const touch = await phone.context().newCDPSession(phone);
      const touchPoints = [{ x: (box?.x ?? 0) + 20, y: (box?.y ?? 0) + 8 }];
      await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints });
      await expect(phone.getByRole('dialog', { name: 'Message' })).toBeVisible({ timeout: 2_000 });
      await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    }).toPass();
    await phone.context().setOffline(true);
    await phone.getByRole('button', { name: 'React with 🔥' }).tap();
    await expect(phone.getByText('No connection. Check your network and try again.')).toBeVisible();
    await expect(mine.getByRole('button', { name: '🔥 You' })).toBeHidden();
    await phone.context().setOffline(false);
  });
});
