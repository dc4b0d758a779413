import { expect, it } from 'vitest';
import { isMuted, MUTED_FOREVER } from './muted.ts';

const now = Date.parse('2026-11-16T08:00:00Z');

it.each([
  [null, false],
  ['2026-11-16T07:59:59.999Z', false],
  ['2026-11-16T08:00:00.000Z', false],
  ['2026-11-16T08:00:00.001Z', true],
  [MUTED_FOREVER, true],
])('a thread muted until %s is quiet: %s', (mutedUntil, quiet) => {
  expect(isMuted({ mutedUntil }, now)).toBe(quiet);
});
