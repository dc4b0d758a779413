import { expect, it } from 'vitest';
import { sparkPath, sparkPoints } from './sparkline.ts';

const box = { width: 100, height: 40, pad: 0 };

it('puts the heaviest at the top and the lightest at the bottom', () => {
  expect(sparkPoints([80, 78, 79], box)).toEqual([
    { x: 0, y: 0 },
    { x: 50, y: 40 },
    { x: 100, y: 20 },
  ]);
});

it('keeps the place of a week without a weight, and draws an unchanged weight in the middle', () => {
  expect(sparkPoints([80, null, 80], box)).toEqual([
    { x: 0, y: 20 },
    { x: 100, y: 20 },
  ]);
});

it('draws nothing for nothing', () => {
  expect(sparkPath(sparkPoints([], box))).toBe('');
});
