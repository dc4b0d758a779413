/** Columns that can be told apart in a bubble. */
const DRAWN = 44;

/** Fewer columns of the same sound, each as loud as the loudest it stands for. */
export function squeeze(columns: readonly number[], count: number): number[] {
  if (columns.length <= count) return [...columns];
  return Array.from({ length: count }, (_, index) => {
    const from = Math.floor((index * columns.length) / count);
    const to = Math.max(from + 1, Math.floor(((index + 1) * columns.length) / count));
    return Math.max(...columns.slice(from, to));
  });
}

/** Upright strokes in a box of 100 by 100, around its middle. Silence is a dot. */
export function columnsPath(waveform: readonly number[]): string {
  const columns = squeeze(waveform, DRAWN);
  const step = 100 / Math.max(1, columns.length);
  const strokes = columns.map((loud, index) => {
    const x = ((index + 0.5) * step).toFixed(2);
    const half = Math.max(0.5, (loud / 100) * 44);
    return `M${x} ${(50 - half).toFixed(1)}V${(50 + half).toFixed(1)}`;
  });
  return strokes.join('');
}
