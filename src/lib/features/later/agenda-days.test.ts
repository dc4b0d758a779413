import { expect, it } from 'vitest';
import type { ScheduledWithClient } from '#contract/scheduled-messages';
import { agendaDays, dayName } from './agenda-days.ts';

function item(id: number, sendAt: string, status: 'scheduled' | 'failed' = 'scheduled'): ScheduledWithClient {
  return {
    id,
    conversationId: 7,
    text: `${id}`,
    sendAt,
    timeZone: 'UTC',
    replyToSeq: null,
    attachments: [],
    status,
    failure: status === 'failed' ? 'Because.' : null,
    createdAt: '2026-06-01T00:00:00.000Z',
    client: null,
  };
}

const items = [
  item(1, '2026-06-08T09:00:00.000Z', 'failed'),
  item(2, '2026-06-10T22:30:00.000Z'),
  item(3, '2026-06-11T06:00:00.000Z'),
  item(4, '2026-06-11T23:30:00.000Z'),
];
const ids = (days: ReturnType<typeof agendaDays>['days']) =>
  Object.fromEntries(days.map(({ day, items }) => [day, items.map(({ id }) => id)]));

it('keeps what failed apart, and counts days where the coach is', () => {
  expect(agendaDays(items, 'UTC').failed.map(({ id }) => id)).toEqual([1]);
  expect(ids(agendaDays(items, 'UTC').days)).toEqual({ '2026-06-10': [2], '2026-06-11': [3, 4] });
  expect(ids(agendaDays(items, 'Europe/Berlin').days)).toEqual({ '2026-06-11': [2, 3], '2026-06-12': [4] });
});

it('calls the days as people do', () => {
  const now = '2026-06-10T20:00:00Z';
  expect(dayName('2026-06-10T22:30:00Z', 'UTC', now)).toBe('Today');
  expect(dayName('2026-06-10T22:30:00Z', 'Europe/Berlin', now)).toBe('Tomorrow');
  expect(dayName('2026-06-12T06:00:00Z', 'UTC', now)).toMatch(/Friday.*12|12.*Friday/);
  expect(dayName('2027-06-12T06:00:00Z', 'UTC', now)).toMatch(/2027/);
});
