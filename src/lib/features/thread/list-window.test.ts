import fc from 'fast-check';
import { expect, it } from 'vitest';
import { offsetsOf, place, rowAt, sliceOf } from './list-window.ts';

const sizes = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 400 });
const limits = { spare: 400, most: 56 };

it('finds the row at a height, and the nearest beyond the ends', () => {
  const offsets = offsetsOf([10, 20, 30]);
  expect(offsets).toEqual([0, 10, 30, 60]);
  expect([-5, 0, 9, 10, 59, 900].map((y) => rowAt(offsets, y))).toEqual([0, 0, 0, 1, 2, 2]);
});

it('fills the view wherever it stands, with no more rows than allowed beyond it', () => {
  fc.assert(
    fc.property(sizes, fc.nat(60_000), fc.integer({ min: 100, max: 3_000 }), (heights, top, height) => {
      const offsets = offsetsOf(heights);
      const view = { top, bottom: top + height };
      const { from, to } = sliceOf(offsets, view, limits);
      const seen = [rowAt(offsets, view.top), rowAt(offsets, view.bottom)] as const;
      expect(from).toBeLessThanOrEqual(seen[0]);
      expect(to).toBeGreaterThan(seen[1]);
      expect(to - from).toBeLessThanOrEqual(Math.max(limits.most, seen[1] + 1 - seen[0]));
    }),
  );
});

it('is as high as all rows together, whatever is drawn of them', () => {
  fc.assert(
    fc.property(sizes, fc.nat(400), fc.nat(60), fc.array(fc.nat(399)), (heights, start, count, pins) => {
      const items = heights.map((_, index) => index);
      const from = Math.min(start, items.length);
      const slice = { from, to: Math.min(from + count, items.length) };
      const inside = pins.filter((index) => index < items.length);
      const { rows, after } = place(items, offsetsOf(heights), slice, inside);
      const drawn = rows.reduce((sum, { item, gap }) => sum + gap + (heights[item] ?? 0), after);
      expect(drawn).toBe(heights.reduce((sum, height) => sum + height, 0));
      for (const index of inside) expect(rows.map(({ item }) => item)).toContain(index);
    }),
  );
});
