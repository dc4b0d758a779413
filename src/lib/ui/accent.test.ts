import { expect, it } from 'vitest';
import { AA_TEXT, contrast, inkOn } from './accent.ts';

it('knows the two ends of the scale', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#2b6a50', '#2b6a50')).toBe(1);
});

it('puts white on dark accents and ink on light ones', () => {
  expect(inkOn('#2b6a50')).toBe('#ffffff');
  expect(inkOn('#7cc4a1')).toBe('#0d1f17');
});

it('finds a readable text colour for every accent there is', () => {
  const steps = Array.from({ length: 16 }, (_, index) => (index * 17).toString(16).padStart(2, '0'));
  const accents = steps.flatMap((r) => steps.flatMap((g) => steps.map((b) => `#${r}${g}${b}`)));
  const unreadable = accents.filter((accent) => contrast(accent, inkOn(accent)) < AA_TEXT);
  expect(unreadable).toEqual([]);
});

it('refuses what is not a colour', () => {
  expect(() => inkOn('green')).toThrow(RangeError);
});
