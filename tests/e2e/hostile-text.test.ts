import type { Page } from '@playwright/test';
import { EVERY, folded, HOSTILE } from './support/hostile.ts';
import { threadOn } from './support/screen.ts';
import { expect, test } from './support/test.ts';
import { watch } from './support/watch.ts';

/** What the thread draws on the way from its newest message to its first: never all of it at once. */
async function readThrough(page: Page): Promise<{ texts: string[]; targets: string[] }> {
  const texts = new Set<string>();
  const targets = new Set<string>();
  const log = threadOn(page).log;
  const beginning = page.getByText('The beginning of your conversation');
  await log.hover();
  await expect(async () => {
    for (const text of await log.getByRole('article').allTextContents()) texts.add(folded(text));
    for (const link of await log.getByRole('link').all())
      targets.add((await link.getAttribute('href', { timeout: 500 }).catch(() => null)) ?? '');
    await page.mouse.wheel(0, -500);
    await expect(beginning).toBeInViewport({ timeout: 100 });
  }).toPass({ intervals: [20], timeout: 40_000 });
  return { texts: [...texts], targets: [...targets].filter(Boolean) };
}

test('messages are text, whatever they say', async ({ people }) => {
  const { coach, client } = await people.pair();
  const page = await people.open(coach, `/inbox/${coach.conversationId}`);
  const harmless = await watch(page);
  for (const text of EVERY) {
    await client.post(`/conversations/${client.conversationId}/messages`, {
      clientMessageId: crypto.randomUUID(),
      text,
    });
  }
  await expect(threadOn(page).messages).not.toHaveCount(0);
  await page.reload();
  const newest = page.getByRole('button', { name: /new message|newest/i });
  await expect(newest.or(threadOn(page).message(HOSTILE.at(-1) ?? ''))).not.toHaveCount(0);
  if (await newest.isVisible()) await newest.click();
  await expect(threadOn(page).message(HOSTILE.at(-1) ?? '')).toHaveCount(1);
  const { texts, targets } = await readThrough(page);
  const missing = EVERY.filter((text) => !texts.some((shown) => shown.includes(folded(text))));
  expect(missing).toEqual([]);
  expect(targets.length).toBeGreaterThan(0);
  expect(targets.filter((href) => !/^(https?:\/\/|mailto:)/.test(href))).toEqual([]);
  expect(targets.filter((href) => href.includes('evil.example') && href.includes('@'))).toEqual([]);
  await harmless();
});
