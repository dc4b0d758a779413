import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-svelte';
import type { SearchPage } from '#contract/search';
import ThreadSearch from './ThreadSearch.svelte';

const people = {
  coach: { id: 1, displayName: 'Dana', timeZone: 'UTC' },
  client: { id: 2, displayName: 'Sam', timeZone: 'UTC' },
};

const hit = (seq: number, text: string): SearchPage['items'][number] => ({
  message: {
    id: seq,
    conversationId: 7,
    seq,
    senderId: 2,
    kind: 'text',
    createdAt: '2026-01-01T00:00:00.000Z',
  },
  snippet: { text, matches: [[0, 5]] },
  conversation: { id: 7, ...people, closedAt: null },
});

let answer: () => Promise<Response>;
const jumped = vi.fn<(seq: number) => void>();
const closed = vi.fn();

beforeEach(async () => {
  vi.spyOn(window, 'fetch').mockImplementation(() => answer());
  await render(ThreadSearch, {
    conversationId: 7,
    other: people.client,
    me: 1,
    onjump: jumped,
    onclose: closed,
  });
  await expect.element(page.getByRole('combobox')).toHaveFocus();
});
afterEach(() => {
  vi.restoreAllMocks();
  jumped.mockClear();
  closed.mockClear();
});

const found = (...items: SearchPage['items']) =>
  Promise.resolve(Response.json({ items, nextCursor: null, complete: true } satisfies SearchPage));

it('goes to what the arrows chose', async () => {
  answer = () => found(hit(9, 'squat day'), hit(4, 'squats hurt'));
  await userEvent.keyboard('squat');
  await expect.element(page.getByRole('option').first()).toHaveAttribute('aria-selected', 'true');
  await userEvent.keyboard('{ArrowDown}');
  await expect.element(page.getByRole('option').nth(1)).toHaveAttribute('aria-selected', 'true');
  await userEvent.keyboard('{Enter}');
  expect(jumped).toHaveBeenCalledExactlyOnceWith(4);
  expect(closed).toHaveBeenCalledOnce();
});

it('says when nothing has these words, and when nobody answers, with a way to try again', async () => {
  answer = () => found();
  await userEvent.keyboard('zzz');
  await expect.element(page.getByText('No message has “zzz”')).toBeVisible();
  answer = () => Promise.reject(new TypeError('Failed to fetch'));
  await userEvent.keyboard('z');
  await expect.element(page.getByText(/No connection/)).toBeVisible();
  answer = () => found(hit(3, 'zzzz at last'));
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect.element(page.getByRole('option')).toHaveTextContent('zzzz at last');
});
