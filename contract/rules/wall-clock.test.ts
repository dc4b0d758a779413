import { describe, expect, it } from 'vitest';
import { instantOf, wallTimeOf } from './wall-clock.ts';

const meant = (timeZone: string, written: string) => {
  const [day = '', time = ''] = written.split(' ');
  const { instant, kind } = instantOf(timeZone, { day, time });
  return `${instant.toISOString().replace(':00.000', '')} ${kind}`;
};

describe('a time on a clock means an instant', () => {
  it.each([
    ['UTC', '2026-06-10 07:00', '2026-06-10T07:00Z once'],
    ['Europe/Lisbon', '2026-06-10 07:00', '2026-06-10T06:00Z once'],
    ['Asia/Kathmandu', '2026-06-10 07:00', '2026-06-10T01:15Z once'],
    ['Pacific/Kiritimati', '2026-06-10 07:00', '2026-06-09T17:00Z once'],
    ['America/New_York', '2026-12-31 23:59', '2027-01-01T04:59Z once'],
    ['Europe/Berlin', '2028-02-29 00:00', '2028-02-28T23:00Z once'],
    // A month after a change, and in the same hours of the nights around it.
    ['Europe/Berlin', '2026-03-28 02:30', '2026-03-28T01:30Z once'],
    ['Europe/Berlin', '2026-03-30 02:30', '2026-03-30T00:30Z once'],
  ])('in %s %s is %s', (timeZone, written, expected) => {
    expect(meant(timeZone, written)).toBe(expected);
  });

  it.each([
    // 02:00 becomes 03:00: half past two is half an hour after the change.
    ['Europe/Berlin', '2026-03-29 01:59', '2026-03-29T00:59Z once'],
    ['Europe/Berlin', '2026-03-29 02:00', '2026-03-29T01:00Z skipped'],
    ['Europe/Berlin', '2026-03-29 02:30', '2026-03-29T01:30Z skipped'],
    ['Europe/Berlin', '2026-03-29 03:00', '2026-03-29T01:00Z once'],
    ['America/New_York', '2026-03-08 02:15', '2026-03-08T07:15Z skipped'],
    // Half an hour only, and at midnight.
    ['Australia/Lord_Howe', '2026-10-04 02:10', '2026-10-03T15:40Z skipped'],
    ['America/Santiago', '2026-09-06 00:30', '2026-09-06T04:30Z skipped'],
    // A whole day was left out.
    ['Pacific/Apia', '2011-12-30 12:00', '2011-12-30T22:00Z skipped'],
  ])('in %s, where clocks go forward, %s is %s', (timeZone, written, expected) => {
    expect(meant(timeZone, written)).toBe(expected);
  });

  it.each([
    ['Europe/Berlin', '2026-10-25 01:59', '2026-10-24T23:59Z once'],
    ['Europe/Berlin', '2026-10-25 02:30', '2026-10-25T00:30Z repeated'],
    ['Europe/Berlin', '2026-10-25 03:00', '2026-10-25T02:00Z once'],
    ['America/New_York', '2026-11-01 01:00', '2026-11-01T05:00Z repeated'],
    ['Australia/Lord_Howe', '2026-04-05 01:45', '2026-04-04T14:45Z repeated'],
  ])('in %s, where clocks go back, %s is the first of the two: %s', (timeZone, written, expected) => {
    expect(meant(timeZone, written)).toBe(expected);
  });

  it('and every instant comes back as the minute it was shown as', () => {
    const zones = ['Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Chatham', 'UTC'];
    for (const zone of zones) {
      for (let ms = Date.UTC(2026, 0, 1); ms < Date.UTC(2027, 0, 1); ms += 31 * 3_600_000 + 15 * 60_000) {
        const shown = wallTimeOf(zone, new Date(ms));
        const back = instantOf(zone, shown);
        expect(wallTimeOf(zone, back.instant), zone).toEqual(shown);
        if (back.kind === 'once') expect(back.instant.getTime(), zone).toBe(ms);
        else expect(back.kind).toBe('repeated');
      }
    }
  });
});
