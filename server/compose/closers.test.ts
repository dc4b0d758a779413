import { expect, it } from 'vitest';
import { createLogger } from '#server/platform/logger';
import { Closers } from './closers.ts';

const silent = createLogger('silent');

it('closes in the opposite order, whatever fails or takes too long', async () => {
  const closers = new Closers(silent);
  const closed: string[] = [];
  closers.add('first', 100, () => void closed.push('first'));
  closers.add('stuck', 10, () => new Promise(() => undefined));
  closers.add('broken', 100, () => Promise.reject(new Error('broken')));
  closers.add('last', 100, () => void closed.push('last'));
  await closers.closeAll();
  await closers.closeAll();
  expect(closed).toEqual(['last', 'first']);
});

it('promises no more patience than a supervisor has', () => {
  const closers = new Closers(silent);
  closers.add('one', 5_000, () => undefined);
  expect(() => {
    closers.add('another', 4_000, () => undefined);
  }).toThrow('another');
});
