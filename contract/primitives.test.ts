import { expect, it } from 'vitest';
import { uuid } from './primitives.ts';

it.each([
  ['as the RFC has them', '3f2a1c9e-58d1-4d0b-9a55-0b6f1f4f5a11'],
  ['of no version', '11111111-1111-1111-1111-111111111111'],
  ['all zeros', '00000000-0000-0000-0000-000000000000'],
])('a UUID %s is one: the database takes them all', (_, value) => {
  expect(uuid.parse(value)).toBe(value);
});

it('a UUID in capitals is the same as in small letters, and is given back in those', () => {
  expect(uuid.parse('3F2A1C9E-58D1-4D0B-9A55-0B6F1F4F5A11')).toBe('3f2a1c9e-58d1-4d0b-9a55-0b6f1f4f5a11');
});

it.each([
  '',
  'x',
  '3f2a1c9e58d14d0b9a550b6f1f4f5a11',
  '{3f2a1c9e-58d1-4d0b-9a55-0b6f1f4f5a11}',
  'g1111111-1111-1111-1111-111111111111',
])('no UUID: %s', (value) => {
  expect(uuid.safeParse(value).success).toBe(false);
});
