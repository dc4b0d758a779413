import { describe, expect, it } from 'vitest';
import { bothTimes, clockName, momentText, possessive, timeBeside, type Clocks } from './later-words.ts';
import { quickMoments } from './quick-moments.ts';

const NOW = '2026-06-10T16:00:00Z';
const clocks: Clocks = {
  other: { displayName: 'Maya Lindqvist', timeZone: 'Europe/Lisbon' },
  timeZone: 'America/New_York',
};
const sameClocks: Clocks = { ...clocks, timeZone: 'Europe/London' };
/** Whatever the machine's way of writing times is. */
const plain = (text: string) => text.replaceAll(/\b0?(\d+):(\d\d)(?:\s?(AM|PM))?/g, '$1:$2$3');

describe('a moment', () => {
  it.each([
    ['2026-06-10T17:00:00Z', /^today /],
    ['2026-06-11T06:00:00Z', /^tomorrow /],
    ['2026-06-15T06:00:00Z', /^Mon /],
    ['2026-12-12T07:00:00Z', /12.* /],
    ['2027-05-12T06:00:00Z', /2027/],
  ])('%s is said as people say it: %s', (at, said) => {
    expect(momentText(at, 'Europe/Lisbon', NOW)).toMatch(said);
  });

  it('is said on both clocks where they differ, and once where they do not', () => {
    expect(plain(bothTimes('2026-06-11T06:00:00Z', clocks, NOW))).toMatch(
      /^tomorrow 7:00.* for Maya, tomorrow 2:00.* for you$/,
    );
    expect(plain(bothTimes('2026-06-11T06:00:00Z', sameClocks, NOW))).toMatch(/^tomorrow 7:00/);
    expect(bothTimes('2026-06-11T06:00:00Z', sameClocks, NOW)).not.toMatch(/for/);
  });

  it('is said beside one’s own time with the other day, if it is another, and not twice', () => {
    expect(plain(timeBeside('2026-06-11T16:00:00Z', clocks, NOW))).toMatch(/^(17:00|5:00PM) for Maya$/);
    expect(plain(timeBeside('2026-06-11T02:00:00Z', clocks, NOW))).toMatch(/^tomorrow 3:00.* for Maya$/);
    expect(timeBeside('2026-06-11T02:00:00Z', sameClocks, NOW)).toBe('');
  });

  it('says whose clock it is on, unless there is only one', () => {
    const at = '2026-06-11T06:00:00Z';
    expect(clockName('Europe/Lisbon', clocks, at)).toBe('Maya’s time');
    expect(clockName('America/New_York', clocks, at)).toBe('your time');
    expect(clockName('Asia/Ho_Chi_Minh', clocks, at)).toBe('Ho Chi Minh time');
    expect(clockName('Europe/Lisbon', sameClocks, at)).toBeUndefined();
    expect(possessive('Jonas Berg')).toBe('Jonas’');
  });
});

describe('what is offered', () => {
  const offered = (zone: string, now: string) =>
    quickMoments(zone, new Date(now)).map(({ label, at }) => `${label}: ${at.toISOString().slice(0, 16)}`);

  it('is on the clock that was chosen', () => {
    expect(offered('Europe/Lisbon', '2026-06-10T16:00:30Z')).toEqual([
      'In an hour: 2026-06-10T17:01',
      'This evening: 2026-06-10T17:00',
      'Tomorrow morning: 2026-06-11T06:00',
      'Monday morning: 2026-06-15T06:00',
    ]);
    expect(offered('Asia/Tokyo', '2026-06-10T16:00:00Z')).toEqual([
      'In an hour: 2026-06-10T17:00',
      'This evening: 2026-06-11T09:00',
      'Tomorrow morning: 2026-06-11T22:00',
      'Monday morning: 2026-06-14T22:00',
    ]);
  });

  it('leaves out an evening that has begun, and a Monday that is tomorrow', () => {
    expect(offered('UTC', '2026-06-14T17:50:00Z')).toEqual([
      'In an hour: 2026-06-14T18:50',
      'Tomorrow morning: 2026-06-15T07:00',
    ]);
  });

  it('keeps to the clock over the night it changes', () => {
    expect(offered('Europe/Berlin', '2026-03-28T20:00:00Z')[1]).toBe('Tomorrow morning: 2026-03-29T05:00');
  });
});
