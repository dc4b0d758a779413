import { expect, it } from 'vitest';
import { containing } from './like.ts';

it.each([
  ['ann', '%ann%'],
  ['50%', String.raw`%50\%%`],
  ['a_b', String.raw`%a\_b%`],
  [String.raw`a\b`, String.raw`%a\\b%`],
])('whoever searches for %s means just that', (text, pattern) => {
  expect(containing(text)).toBe(pattern);
});
