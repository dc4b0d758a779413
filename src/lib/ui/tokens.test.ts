import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { AA_TEXT, contrast } from './accent.ts';

const css = readFileSync('src/app.css', 'utf8');
const NON_TEXT = 3;
const GROUNDS = ['paper', 'surface', 'raised', 'sunken'];

const tokens = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\);/g)].map(
    ([, name = '', light = '', dark = '']) => [name, { light, dark }] as const,
  ),
);

function ratio(theme: 'light' | 'dark', one: string, other: string): number {
  const a = tokens.get(one);
  const b = tokens.get(other);
  if (!a || !b) throw new Error(`app.css has no token ${a ? other : one}`);
  return contrast(a[theme], b[theme]);
}

const text = [
  ...GROUNDS.flatMap((ground) =>
    ['ink', 'ink-2', 'ink-3', 'accent', 'red', 'amber', 'green'].map((ink) => [ink, ground]),
  ),
  ...['ink', 'ink-2', 'accent'].map((ink) => [ink, 'tint']),
  ['accent-ink', 'accent'],
  ['accent-ink', 'accent-strong'],
  ['red-ink', 'red'],
  ['red-ink', 'red-strong'],
  ['green', 'green-bg'],
  ['amber', 'amber-bg'],
  ['red', 'red-bg'],
  ...['green-bg', 'amber-bg', 'red-bg'].map((ground) => ['ink', ground]),
] as [string, string][];

describe.each(['light', 'dark'] as const)('in the %s theme', (theme) => {
  it.each(text)('%s on %s is readable text', (ink, ground) => {
    expect(ratio(theme, ink, ground)).toBeGreaterThanOrEqual(AA_TEXT);
  });

  it.each(GROUNDS)('outlines of controls and focus rings stand out on %s', (ground) => {
    expect(ratio(theme, 'edge', ground)).toBeGreaterThanOrEqual(NON_TEXT);
    expect(ratio(theme, 'accent', ground)).toBeGreaterThanOrEqual(NON_TEXT);
  });
});

it('keeps literal colours in the token block', () => {
  const [, ...rest] = css.split("data-theme='light'");
  expect(rest.join('')).not.toMatch(/#[0-9a-f]{3,8}\b|rgb\(|hsl\(|oklch\(/i);
});
