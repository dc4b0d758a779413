import type { Locator, Page } from '@playwright/test';
import { PHONE } from './support/people.ts';
import { achievement, sendSomethingElse, threadOn } from './support/screen.ts';
import { assignToday } from './support/training.ts';
import { expect, test } from './support/test.ts';

function routineCard(page: Page, name: string): Locator {
  return page
    .getByRole('log')
    .getByRole('group', { name: /^Routine/ })
    .filter({ hasText: name });
}

async function addExercise(page: Page, search: string): Promise<string> {
  await page.getByRole('combobox', { name: 'Add an exercise' }).fill(search);
  const found = page
    .getByRole('option')
    .filter({ hasText: new RegExp(search, 'i') })
    .first();
  const name = (await found.locator('span').first().textContent()) ?? '';
  await found.click();
  await expect(page.getByRole('group', { name: new RegExp(name) })).toBeVisible();
  return name;
}

test('a coach builds a template and assigns it, the client ticks it off, the coach sees it move', async ({
  people,
}) => {
  const { coach, client } = await people.pair();
  const laptop = await people.open(coach, '/templates');
  const phone = await people.open(client, '/chat', PHONE);

  await test.step('the template', async () => {
    await laptop.getByRole('link', { name: 'New template' }).click();
    await laptop.getByLabel('Name').fill('Lower A');
    await addExercise(laptop, 'squat');
    await addExercise(laptop, 'row');
    await laptop.getByRole('button', { name: 'Save template' }).click();
    await expect(laptop.getByRole('heading', { name: 'Lower A' })).toBeVisible();
  });

  await test.step('the assignment', async () => {
    await laptop.getByRole('link', { name: /Inbox/ }).click();
    await laptop.getByRole('link', { name: client.name }).click();
    const dialog = await sendSomethingElse(laptop, 'Assign a routine');
    await dialog.getByRole('radio', { name: /Lower A/ }).check();
    await dialog.getByLabel('Starts on').fill(new Date().toISOString().slice(0, 10));
    await dialog.getByRole('checkbox', { name: 'Repeat every week' }).uncheck();
    await expect(dialog.getByText('First session: today, once.')).toBeVisible();
    await dialog.getByRole('button', { name: 'Assign routine' }).click();
    await expect(dialog).toBeHidden();
    for (const page of [laptop, phone]) {
      await expect(routineCard(page, 'Lower A')).toContainText('0 of 2 done');
    }
  });

  const boxes = routineCard(phone, 'Lower A').getByRole('checkbox');
  await test.step('ticking and unticking', async () => {
    await boxes.nth(0).check();
    await expect(routineCard(laptop, 'Lower A')).toContainText('1 of 2 done');
    await boxes.nth(1).check();
    for (const page of [laptop, phone]) {
      await expect(routineCard(page, 'Lower A')).toContainText('2 of 2 done');
      await expect(routineCard(page, 'Lower A').getByText('Done', { exact: true })).toBeVisible();
      await expect(achievement(page, 'First workout')).toHaveCount(1);
    }
    await boxes.nth(1).uncheck();
    await expect(routineCard(laptop, 'Lower A')).toContainText('1 of 2 done');
    await boxes.nth(1).check();
    await expect(routineCard(laptop, 'Lower A')).toContainText('2 of 2 done');
    await expect(achievement(laptop, 'First workout')).toHaveCount(1);
  });

  await test.step('the end', async () => {
    await routineCard(laptop, 'Lower A').getByRole('button', { name: 'End this plan' }).click();
    await laptop.getByRole('dialog').getByRole('button', { name: 'End plan' }).click();
    for (const page of [laptop, phone]) {
      await expect(routineCard(page, 'Lower A').getByText('Ended', { exact: true })).toBeVisible();
    }
    await expect(boxes).toHaveCount(0);
  });
});

test("today's session is the one next thing, and its ticks show in the thread", async ({ people }) => {
  const { coach, client } = await people.pair();
  const plan = await assignToday(coach, client, 'Upper B');
  const laptop = await people.open(coach, `/inbox/${coach.conversationId}`);
  const phone = await people.open(client, '/today', PHONE);
  await expect(phone.getByRole('heading', { name: 'Upper B' })).toBeVisible();
  for (const name of plan.exercises) {
    await phone.getByRole('checkbox', { name: new RegExp(`^${name},`) }).check();
  }
  await expect(phone.getByText('3 of 3 done')).toBeVisible();
  await expect(routineCard(laptop, 'Upper B')).toContainText('3 of 3 done');
  await expect(laptop.getByRole('complementary')).toContainText('3 of 3 done');
});

test('the first message of a client is celebrated once', async ({ people }) => {
  const { coach, client } = await people.pair();
  const laptop = await people.open(coach, `/inbox/${coach.conversationId}`);
  const phone = await people.open(client, '/chat', PHONE);
  for (const text of ['Hello!', 'And hello again.']) await threadOn(phone).say(text);
  for (const page of [laptop, phone]) {
    await expect(threadOn(page).message('And hello again.')).toBeVisible();
    await expect(achievement(page, 'First message')).toHaveCount(1);
  }
});
