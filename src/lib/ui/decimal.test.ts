import { expect, it } from 'vitest';
import { parseDecimal, shownDecimal } from './decimal.ts';

it.each([
  ['78.4', 78.4],
  ['78,4', 78.4],
  [' 78 ', 78],
  ['1.240,5', 1240.5],
  ['1,240.5', 1240.5],
  ['1 240,5', 1240.5],
  ['\u22120,6', -0.6],
  ['.5', 0.5],
  ['78.', 78],
  ['', null],
  ['  ', null],
  ['78kg', 'invalid'],
  ['7,8,4', 'invalid'],
  ['1e3', 'invalid'],
  ['-', 'invalid'],
])('reads %j as %j', (text, number) => {
  expect(parseDecimal(text)).toBe(number);
});

it('leaves what is being typed alone', () => {
  expect(shownDecimal('78,', 78, '78')).toBe('78,');
  expect(shownDecimal('78,x', null, '')).toBe('78,x');
});

it('shows a value that was set from outside', () => {
  expect(shownDecimal('78,4', 80, '80')).toBe('80');
  expect(shownDecimal('78,4', null, '')).toBe('');
});
