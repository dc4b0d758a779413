import type { Page } from '@playwright/test';
import { HOSTILE } from './support/hostile.ts';
import { threadOn } from './support/screen.ts';
import { makeTemplate } from './support/training.ts';
import { expect, test } from './support/test.ts';
import { watch } from './support/watch.ts';

async function linkTargets(page: Page): Promise<string[]> {
  const targets = await page.evaluate(
    `[...document.querySelectorAll('[role=log] a')].map((link) => link.href)`,
  );
  return Array.isArray(targets) ? targets.map(String) : [];
}

test('messages are text, whatever they say', async ({ people }) => {
  const { coach, client } = await people.pair();
  const page = await people.open(coach, `/inbox/${coach.conversationId}`);
  const harmless = await watch(page);
  for (const text of HOSTILE) {
    await client.post(`/conversations/${client.conversationId}/messages`, {
      clientMessageId: crypto.randomUUID(),
      text,
    });
  }
  await expect(threadOn(page).messages).not.toHaveCount(0);
  await page.reload();
  const newest = HOSTILE.at(-1) ?? '';
  await expect(threadOn(page).message(newest)).toHaveCount(1);
  await threadOn(page).log.hover();
  await expect(async () => {
    await page.mouse.wheel(0, -100_000);
    await expect(page.getByText('The beginning of your conversation')).toBeInViewport({ timeout: 200 });
  }).toPass();
  for (const text of HOSTILE) {
    expect(await page.getByText(text.trim(), { exact: true }).count(), text).toBeGreaterThan(0);
  }
  const targets = await linkTargets(page);
  expect(targets.length).toBeGreaterThan(0);
  expect(targets.filter((href) => !/^(https?:\/\/|mailto:)/.test(href))).toEqual([]);
  expect(targets.filter((href) => href.includes('evil.example') && href.includes('@'))).toEqual([]);
  await harmless();
});

test('names, notes and templates are text too', async ({ people }) => {
  const { coach, client } = await people.pair();
  const page = await people.open(coach, `/inbox/${coach.conversationId}`);
  const harmless = await watch(page);
  await client.post('/check-ins', { notes: HOSTILE.join('\n').slice(0, 5_000) });
  await expect(page.getByRole('group', { name: /^Check-in/ })).toContainText('<script>');

  for (const name of HOSTILE.filter((text) => text.length <= 80)) {
    await client.patch('/auth/me', { displayName: name });
    await coach.patch('/auth/me', { displayName: name });
  }
  for (const person of [coach, client]) {
    await person.patch('/auth/me', { displayName: '<img src=x onerror="window.pwned=1">' });
  }
  for (const text of HOSTILE.slice(0, 10)) await makeTemplate(coach, text.slice(0, 100));
  for (const path of ['/inbox', `/inbox/${coach.conversationId}`, '/people', '/templates', '/me']) {
    await page.goto(path);
    await expect(page.getByRole('navigation')).toBeVisible();
    await expect(page.getByText(/<(img|script)/).first()).toBeVisible();
  }
  await harmless();
});
