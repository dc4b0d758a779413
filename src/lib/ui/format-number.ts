import { numberFormat, type Viewer } from './intl.ts';

/** `1240.5` as "1,240.5": grouped, a true minus sign, at most `digits` decimals. */
export function formatNumber(value: number, digits = 1, viewer: Viewer = {}): string {
  return withMinus(
    numberFormat(viewer, { maximumFractionDigits: digits, signDisplay: 'negative' }).format(value),
  );
}

/** A change with its sign: "+0.6", "−0.6"; no change, also after rounding, is "±0". */
export function formatDelta(value: number, digits = 1, viewer: Viewer = {}): string {
  const options = { maximumFractionDigits: digits, signDisplay: 'exceptZero' } as const;
  const text = withMinus(numberFormat(viewer, options).format(value));
  return text === numberFormat(viewer, options).format(0) ? '±0' : text;
}

/** A number as one types it into a field: the viewer's decimal sign, no grouping, at most two decimals. */
export function formatPlain(value: number, viewer: Viewer = {}): string {
  return withMinus(numberFormat(viewer, { maximumFractionDigits: 2, useGrouping: false }).format(value));
}

function withMinus(text: string): string {
  return text.replace('-', '\u2212');
}
