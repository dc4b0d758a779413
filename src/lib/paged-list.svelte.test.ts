import { expect, it } from 'vitest';
import { ApiError } from './errors.ts';
import { PagedList } from './paged-list.svelte.ts';

it('reads page after page', async () => {
  const list = new PagedList<number>((cursor) =>
    Promise.resolve(
      cursor === 'two' ? { items: [3], nextCursor: null } : { items: [1, 2], nextCursor: 'two' },
    ),
  );
  expect(list.status).toBe('loading');
  await list.load();
  expect([list.items, list.hasMore]).toEqual([[1, 2], true]);
  await list.more();
  expect([list.items, list.hasMore]).toEqual([[1, 2, 3], false]);
});

it('reads everything again that is shown, and no more', async () => {
  let first = 1;
  const list = new PagedList<number>((cursor) => {
    const from = cursor === undefined ? first : Number(cursor);
    return Promise.resolve({ items: [from, from + 1], nextCursor: from < 5 ? String(from + 2) : null });
  });
  await list.load();
  await list.more();
  first = 2;
  await list.refresh();
  expect([list.items, list.hasMore]).toEqual([[2, 3, 4, 5], true]);
});

it('keeps what is on screen when reading it again fails', async () => {
  let broken = false;
  const list = new PagedList<number>(() =>
    broken ? Promise.reject(new ApiError('offline')) : Promise.resolve({ items: [1], nextCursor: null }),
  );
  await list.load();
  broken = true;
  await list.load();
  expect([list.status, list.items, list.error?.code]).toEqual(['ready', [1], 'offline']);
});

it('has nothing to show when the first read fails, and can be tried again', async () => {
  let broken = true;
  const list = new PagedList<number>(() =>
    broken ? Promise.reject(new ApiError('unavailable')) : Promise.resolve({ items: [1], nextCursor: null }),
  );
  await list.load();
  expect(list.status).toBe('error');
  broken = false;
  await list.load();
  expect([list.status, list.error]).toEqual(['ready', null]);
});

it('lets the latest question win when answers overtake each other', async () => {
  const answers: ((text: string) => void)[] = [];
  const list = new PagedList<string>(async () => {
    const text = await new Promise<string>((resolve) => answers.push(resolve));
    return { items: [text], nextCursor: null };
  });
  const reads = [list.load(), list.load()];
  answers[1]?.('second');
  answers[0]?.('first');
  await Promise.all(reads);
  expect(list.items).toEqual(['second']);
});
