import { expect, it } from 'vitest';
import { localTimeText } from './presence-text.ts';

const now = Date.parse('2026-11-20T08:42:00Z');
const reader = { locale: 'en-GB', timeZone: 'Europe/London' };

it('says what the clock shows where the other person lives', () => {
  expect(localTimeText('America/New_York', now, reader)).toBe('03:42 in New York');
});

it("says nothing where it shows the same as the reader's", () => {
  expect(localTimeText('Europe/London', now, reader)).toBeUndefined();
  expect(localTimeText('Europe/Lisbon', now, reader)).toBeUndefined();
});
