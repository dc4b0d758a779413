/** AA for normal text (WCAG 2.2, 1.4.3). */
export const AA_TEXT = 4.5;

// Black is last: warm ink is nicer, and for the few middle tones only black reaches AA.
const INKS = ['#ffffff', '#0d1f17', '#000000'] as const;

/** The WCAG contrast ratio of two `#rrggbb` colours, 1 to 21. Throws a RangeError for any other notation. */
export function contrast(one: string, other: string): number {
  const a = luminance(one);
  const b = luminance(other);
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

/** The text colour to put on an accent `#rrggbb`: the first of white, dark ink and black that passes AA. */
export function inkOn(accent: string): string {
  return INKS.find((ink) => contrast(accent, ink) >= AA_TEXT) ?? '#000000';
}

function luminance(colour: string): number {
  if (!/^#[0-9a-f]{6}$/i.test(colour)) throw new RangeError(`Not a #rrggbb colour: ${colour}`);
  const channel = (at: number) => linear(parseInt(colour.slice(at, at + 2), 16) / 255);
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function linear(value: number): number {
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
}
