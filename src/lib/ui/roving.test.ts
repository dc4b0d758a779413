import { expect, it } from 'vitest';
import { rovingTarget } from './roving.ts';

it.each([
  ['ArrowDown', 0, 1],
  ['ArrowDown', 2, 0],
  ['ArrowUp', 0, 2],
  ['ArrowDown', -1, 0],
  ['ArrowUp', -1, 2],
  ['Home', 2, 0],
  ['End', 0, 2],
  ['a', 1, undefined],
])('%s from item %i of three leads to %s', (key, from, target) => {
  expect(rovingTarget(key, from, 3)).toBe(target);
});

it('leads nowhere in an empty list', () => {
  expect(rovingTarget('ArrowDown', -1, 0)).toBeUndefined();
});
