import type { Page } from '@playwright/test';
import * as z from 'zod';
import { EVERY, folded, HOSTILE, packed } from './support/hostile.ts';
import { threadOn } from './support/screen.ts';
import { shows } from './support/shows.ts';
import { expect, test } from './support/test.ts';
import { watch } from './support/watch.ts';

const sent = z.object({ message: z.object({ id: z.int(), seq: z.int() }) });

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
  test.slow();
  const { coach, client } = await people.pair();
  const page = await people.open(coach, `/inbox/${coach.conversationId}`);
  const harmless = await watch(page);
  const thread = threadOn(page);
  const send = async (text: string, replyToSeq?: number) => {
    const body = { clientMessageId: crypto.randomUUID(), text, replyToSeq };
    return sent.parse(await client.post(`/conversations/${client.conversationId}/messages`, body)).message;
  };

  await test.step('in the thread, each with a quote of the one before', async () => {
    let before: number | undefined;
    for (const text of EVERY) before = (await send(text, before)).seq;
    await expect(thread.messages).not.toHaveCount(0);
    await page.reload();
    const last = HOSTILE.at(-1) ?? '';
    const newest = page.getByRole('button', { name: /new message|newest/i });
    await expect(newest.or(thread.message(last))).not.toHaveCount(0);
    if (await newest.isVisible()) await newest.click();
    await expect(thread.message(last)).toHaveCount(1);
    const { texts, targets } = await readThrough(page);
    const missing = EVERY.filter((text, index) => {
      const parts = [EVERY[index - 1] ?? '', text].map(folded);
      return !texts.some((shown) => parts.every((part) => shown.includes(part)));
    });
    expect(missing).toEqual([]);
    expect(targets.length).toBeGreaterThan(0);
    expect(targets.filter((href) => !/^(https?:\/\/|mailto:)/.test(href))).toEqual([]);
    expect(targets.filter((href) => href.includes('evil.example') && href.includes('@'))).toEqual([]);
  });

  await test.step('where they are found, with the word that was looked for', async () => {
    await page.goto('/inbox');
    const found = page.getByRole('region', { name: 'In messages' });
    const marked = found.locator('mark');
    for (const [word, texts] of byWord(EVERY)) {
      await page.getByRole('searchbox').first().fill(word);
      await expect(marked.first()).toHaveText(new RegExp(`^${word}$`, 'iu'));
      const more = found.getByRole('button', { name: 'Show more' });
      await expect(async () => {
        if (await more.isVisible()) await more.click({ timeout: 1_000 });
        await expect(more).toBeHidden({ timeout: 200 });
      }).toPass();
      await shows(found, texts);
      expect((await marked.allTextContents()).filter((text) => !text.match(new RegExp(word, 'iu')))).toEqual(
        [],
      );
    }
  });

  await test.step('above what answers them, and in the history of their edits', async () => {
    const [all = ''] = packed(10_000);
    const { id } = await send(all);
    await page.goto(`/inbox/${coach.conversationId}`);
    const message = thread.message('onanimationstart').last();
    await message.press('r');
    await shows(page.getByText(/^Reply to/), EVERY);
    await client.patch(`/messages/${id}`, { text: 'Never mind' });
    await thread.message('Never mind').getByRole('button', { name: 'edited' }).click();
    await shows(page.getByRole('dialog', { name: 'Edit history' }), EVERY);
  });
  await harmless();
});

/** What is to be seen of every text under a word that finds it, most of them under the one that most have. */
function byWord(texts: readonly string[]): Map<string, string[]> {
  const words = new Map<string, string[]>();
  for (const text of texts) {
    const { 0: word, index } = /\balert\b/.exec(text) ??
      /\p{L}[\p{L}\p{M}]*/u.exec(text) ?? { 0: '', index: 0 };
    // A snippet of a word that comes late begins somewhere before it.
    words.set(word, [...(words.get(word) ?? []), index > 60 ? text.slice(index) : text]);
  }
  return words;
}
