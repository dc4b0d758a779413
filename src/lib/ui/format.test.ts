import { describe, expect, it } from 'vitest';
import {
  formatCalendarDay,
  formatDate,
  formatDay,
  formatDelta,
  formatNumber,
  formatPlain,
  formatTime,
  formatWeight,
  formatWeightDelta,
  fromKilograms,
  shortAgo,
  shortStamp,
  toKilograms,
} from './format.ts';
import { dateLocale } from './intl.ts';

const lisbon = { locale: 'en-GB', timeZone: 'Europe/Lisbon' };
const auckland = { locale: 'en-GB', timeZone: 'Pacific/Auckland' };
const now = '2026-11-22T16:00:00Z';

describe('dates in the language of the screens', () => {
  const written = (own: string) => {
    const viewer = { locale: dateLocale(own), timeZone: 'Europe/Lisbon' };
    return `${formatDay('2026-11-20T18:02:00Z', now, viewer)}, ${formatTime('2026-11-20T18:02:00Z', viewer)}`;
  };

  it('has English words for whoever reads another language, on the clock they know', () => {
    expect(written('de-DE')).toBe('Friday 20 November, 18:02');
    expect(written('es-US')).toMatch(/^Friday 20 November, 6:02.pm$/);
  });

  it('leaves English as each country writes it', () => {
    expect(written('en-US')).toMatch(/^Friday, November 20, 6:02.PM$/);
    expect(written('en-GB')).toBe('Friday 20 November, 18:02');
  });
});

describe('numbers', () => {
  it('groups thousands and writes a true minus sign', () => {
    expect(formatNumber(1240, 0, lisbon)).toBe('1,240');
    expect(formatNumber(-0.55, 1, lisbon)).toBe('−0.6');
  });

  it('never shows a negative zero', () => {
    expect(formatNumber(-0.01, 1, lisbon)).toBe('0');
  });

  it('gives every change its sign, and no change none', () => {
    expect(formatDelta(0.6, 1, lisbon)).toBe('+0.6');
    expect(formatDelta(-0.6, 1, lisbon)).toBe('−0.6');
    expect(formatDelta(0.04, 1, lisbon)).toBe('±0');
  });

  it("shows a field's number with the viewer's own decimal sign", () => {
    expect(formatPlain(1240.5, { locale: 'de-DE' })).toBe('1240,5');
  });
});

describe('weights', () => {
  it('keeps a body weight at one decimal', () => {
    expect(formatWeight(78, 'metric', { fixed: true }, lisbon)).toBe('78.0\u00a0kg');
    expect(formatWeight(78.4, 'imperial', { fixed: true }, lisbon)).toBe('172.8\u00a0lb');
  });

  it('keeps the quarter kilos of small plates', () => {
    expect(formatWeight(21.25, 'metric', {}, lisbon)).toBe('21.25\u00a0kg');
    expect(formatWeight(90, 'metric', {}, lisbon)).toBe('90\u00a0kg');
  });

  it('shows a load typed as 135 lb as 135 lb again', () => {
    expect(formatWeight(toKilograms(135, 'imperial'), 'imperial', {}, lisbon)).toBe('135\u00a0lb');
    expect(fromKilograms(toKilograms(172.8, 'imperial'), 'imperial')).toBeCloseTo(172.8, 10);
    expect(toKilograms(1, 'imperial')).toBe(0.45359237);
  });

  it('converts a change as well', () => {
    expect(formatWeightDelta(-0.6, 'metric', lisbon)).toBe('−0.6');
    expect(formatWeightDelta(-0.6, 'imperial', lisbon)).toBe('−1.3');
  });
});

describe('days and times', () => {
  it('tells the time where the viewer is', () => {
    expect(formatTime('2026-11-20T18:02:00Z', lisbon)).toBe('18:02');
    expect(formatTime('2026-11-20T18:02:00Z', auckland)).toBe('07:02');
    expect(formatTime('2026-11-20T17:47:00Z', { ...lisbon, locale: 'en-US' })).toBe('5:47 PM');
  });

  it("takes today and yesterday from the viewer's calendar", () => {
    const evening = '2026-11-21T20:00:00Z';
    expect(formatDay(evening, now, lisbon)).toBe('Yesterday');
    expect(formatDay('2026-11-22T01:00:00Z', now, lisbon)).toBe('Today');
    expect(formatDay(evening, '2026-11-21T22:00:00Z', auckland)).toBe('Today');
  });

  it('names older days, with the year only when it is another one', () => {
    expect(formatDay('2026-11-20T12:00:00Z', now, lisbon)).toBe('Friday 20 November');
    expect(formatDay('2025-11-20T12:00:00Z', now, lisbon)).toMatch(/^Thursday,? 20 November 2025$/);
    expect(formatDate('2026-10-23T12:00:00Z', now, lisbon)).toBe('23 October');
  });

  it('leaves a calendar day alone, whatever the time zone', () => {
    expect(formatCalendarDay('2026-11-16', now, auckland)).toBe('16 November');
    expect(formatCalendarDay('2026-11-16', now, { locale: 'en-GB', timeZone: 'America/Los_Angeles' })).toBe(
      '16 November',
    );
  });
});

describe('short forms', () => {
  it.each([
    ['2026-11-22T15:59:30Z', 'now'],
    ['2026-11-22T16:00:30Z', 'now'],
    ['2026-11-22T15:55:00Z', '5\u00a0min'],
    ['2026-11-22T10:30:00Z', '5\u00a0h'],
    ['2026-11-20T15:00:00Z', '2\u00a0d'],
    ['2026-11-13T15:00:00Z', '9\u00a0d'],
  ])('says how long %s has waited', (at, said) => {
    expect(shortAgo(at, now)).toBe(said);
  });

  it.each([
    ['2026-11-22T15:55:00Z', '5\u00a0min'],
    ['2026-11-21T23:00:00Z', 'Sat'],
    ['2026-11-16T10:00:00Z', 'Mon'],
    ['2026-11-12T10:00:00Z', '12 Nov'],
    ['2025-11-12T10:00:00Z', '12 Nov 2025'],
  ])('stamps %s in a list', (at, said) => {
    expect(shortStamp(at, now, lisbon)).toBe(said);
  });
});
