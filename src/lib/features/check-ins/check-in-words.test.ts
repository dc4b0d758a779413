import { expect, it } from 'vitest';
import { deltaWords, weekOptions } from './check-in-words.ts';

it.each([
  [-0.6, 'metric', 'down 0.6\u00a0kg since last week'],
  [0.6, 'metric', 'up 0.6\u00a0kg since last week'],
  [0, 'metric', 'unchanged since last week'],
  [0.01, 'imperial', 'unchanged since last week'],
  [-1, 'imperial', 'down 2.2\u00a0lb since last week'],
] as const)('says a change of %s kg in %s words', (delta, units, words) => {
  expect(deltaWords(delta, units)).toBe(words);
});

it("offers this week and last week by the client's own Monday", () => {
  // Monday 01:00 in Auckland is still Sunday in Lisbon.
  const now = Date.parse('2026-11-22T12:00:00Z');
  expect(weekOptions('Pacific/Auckland', now, []).map((week) => week.weekOf)).toEqual([
    '2026-11-23',
    '2026-11-16',
  ]);
  expect(weekOptions('Europe/Lisbon', now, []).map((week) => week.weekOf)).toEqual([
    '2026-11-16',
    '2026-11-09',
  ]);
});
