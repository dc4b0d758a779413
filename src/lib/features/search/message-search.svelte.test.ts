import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SearchPage } from '#contract/search';
import { ApiError } from '../../errors.ts';
import { MessageSearch } from './message-search.svelte.ts';
import type { SearchAsk } from './search-api.ts';
import { snippetParts } from './snippet-parts.ts';

interface Asked {
  query: SearchAsk;
  signal: AbortSignal;
  answer: (page: SearchPage) => void;
  fail: (error: Error) => void;
}

let asked: Asked[];
let search: MessageSearch;

beforeEach(() => {
  vi.useFakeTimers();
  asked = [];
  search = new MessageSearch(
    7,
    (query, signal) =>
      new Promise((answer, fail) => {
        asked.push({ query, signal, answer, fail });
      }),
  );
});
afterEach(() => {
  vi.useRealTimers();
});

const pause = () => vi.advanceTimersByTimeAsync(300);
const hits = (...ids: number[]): SearchPage => ({
  items: ids.map((id) => ({
    message: {
      id,
      conversationId: 7,
      seq: id,
      senderId: 1,
      kind: 'text',
      createdAt: '2026-01-01T00:00:00.000Z',
    },
    snippet: { text: `message ${id}`, matches: [] },
    conversation: {
      id: 7,
      coach: { id: 1, displayName: 'Dana', timeZone: 'UTC' },
      client: { id: 2, displayName: 'Sam', timeZone: 'UTC' },
      closedAt: null,
    },
  })),
  nextCursor: null,
  complete: true,
});
const shown = () => search.list.items.map((hit) => hit.message.id);

describe('looking for messages while typing', () => {
  it('asks once the typing pauses, and only when there is a word', async () => {
    search.typed(' ?! ');
    await pause();
    expect(search.asked).toBe(false);
    search.typed('s');
    search.typed('sq');
    search.typed('squ ');
    await pause();
    expect(asked.map(({ query }) => query)).toEqual([{ q: 'squ', limit: '20', conversationId: '7' }]);
  });

  it('takes back what is under way, and shows the latest answer alone', async () => {
    search.typed('squat');
    await pause();
    search.typed('squats');
    expect(asked[0]?.signal.aborted).toBe(true);
    await pause();
    asked[1]?.answer(hits(2));
    asked[0]?.fail(new ApiError('offline'));
    await pause();
    flushSync();
    expect(shown()).toEqual([2]);
    expect(search.list.error).toBeNull();
  });

  it('asks again at once when it is narrowed, and keeps what it has when that fails', async () => {
    search.typed('squat');
    await pause();
    asked[0]?.answer(hits(1));
    await pause();
    search.choose('link');
    search.between('2026-01-01', '');
    expect(asked.at(-1)?.query).toMatchObject({ q: 'squat', kind: 'link', from: '2026-01-01' });
    asked.at(-1)?.fail(new ApiError('offline'));
    await pause();
    expect(shown()).toEqual([1]);
    expect(search.list.error?.code).toBe('offline');
  });
});

it('cuts a snippet where words were found, and loses nothing of it', () => {
  const parts = snippetParts({
    text: '…run, and run again',
    matches: [
      [1, 4],
      [10, 13],
    ],
  });
  expect(parts.filter(({ found }) => found).map(({ text }) => text)).toEqual(['run', 'run']);
  expect(parts.map(({ text }) => text).join('')).toBe('…run, and run again');
});
