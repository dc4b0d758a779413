import { expect, it } from 'vitest';
import { addressKey } from './address-key.ts';

it.each([
  ['2001:db8:1:2::1', '2001:db8:1:2:ffff::9', true],
  ['2001:db8:1:2::1', '2001:db8:1:3::1', false],
  ['2001:db8::1', '2001:db8:0:0:1:2:3:4', true],
  ['::1', '::2', true],
  ['192.0.2.1', '192.0.2.2', false],
])('%s and %s count as one: %s', (one, other, same) => {
  expect(addressKey(one) === addressKey(other)).toBe(same);
});
