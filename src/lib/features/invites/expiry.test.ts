import { expect, it } from 'vitest';
import { expiryOf } from './expiry.ts';

const NOW = Date.parse('2026-11-22T12:00:00Z');
const at = (hours: number) => new Date(NOW + hours * 3_600_000).toISOString();

it.each([
  [7 * 24 - 0.01, 'Good for 7 more days'],
  [36, 'Good for 36 more hours'],
  [1.2, 'Good for 1 more hour'],
  [0.5, 'Good for less than an hour'],
])('with %d hours left: %s', (hours, text) => {
  expect(expiryOf(at(hours), NOW)).toEqual({ over: false, text });
});

it('tells when the link no longer works', () => {
  expect(expiryOf(at(0), NOW).over).toBe(true);
});
