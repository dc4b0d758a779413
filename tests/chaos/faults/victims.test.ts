import { expect, it } from 'vitest';
import { NobodyThere, targetOf, thoseThere, victimOf } from './victims.ts';

const plan = (target: number) => ({ kind: 'reset', at: 0, lasts: 0, target });

it('a fault hits one of those who are there, the same one for the same target', async () => {
  expect(targetOf(['a', 'b', 'c'], plan(7))).toBe('b');
  expect(await victimOf(plan(7), () => ['a', 'b', 'c'])).toBe('b');
});

it('a fault waits for people to come back', async () => {
  let looks = 0;
  const back = () => ((looks += 1) < 3 ? [] : ['back']);
  expect(await thoseThere(back)).toEqual(['back']);
});

it('a fault that finds nobody says so', async () => {
  await expect(thoseThere(() => [], 0)).rejects.toThrow(NobodyThere);
  expect(() => targetOf([], plan(7))).toThrow(NobodyThere);
});
