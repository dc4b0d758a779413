import { expect, it } from 'vitest';
import { restAfter } from './rest.ts';

it('leaves three quarters of the time to others when nothing is sent', () => {
  expect(restAfter(100, 0)).toBe(300);
});

it('rests longer the more is sent', () => {
  expect(restAfter(100, 50)).toBe(400);
  expect(restAfter(20, 5_000)).toBe(2_060);
});

it('neither hurries from batch to batch nor stops for good', () => {
  expect(restAfter(0, 0)).toBe(20);
  expect(restAfter(1_000, 5_000)).toBe(5_000);
});
