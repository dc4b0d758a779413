import { expect, it } from 'vitest';
import { initials } from './initials.ts';

it.each([
  ['Amira K.', 'AK'],
  ['Sofía', 'S'],
  ['Ana María López Ruiz', 'AR'],
  ['Jean-Luc', 'JL'],
  ['élodie', 'É'],
  ['Northside Strength (gym)', 'NS'],
  ['', '?'],
  ['42', '?'],
])('shortens %j to %s', (name, short) => {
  expect(initials(name)).toBe(short);
});
