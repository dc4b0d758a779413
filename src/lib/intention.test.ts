import { expect, it } from 'vitest';
import { Intention } from './intention.ts';

it('keeps one id for a retry and takes a new one for something else', () => {
  const intention = new Intention();
  const first = intention.idFor({ weight: 78.4 });
  expect(intention.idFor({ weight: 78.4 })).toBe(first);
  expect(intention.idFor({ weight: 78.5 })).not.toBe(first);
});
