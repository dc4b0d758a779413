export interface Point {
  x: number;
  y: number;
}

/**
 * Values (oldest first) as points in a box of `width` x `height`, `pad` px inside its edge; a gap (null) keeps its
 * place on the x axis. A flat line lies in the middle.
 */
export function sparkPoints(
  values: readonly (number | null)[],
  box: { width: number; height: number; pad: number },
): Point[] {
  const known = values.filter((value) => value !== null);
  const low = Math.min(...known);
  const range = Math.max(...known) - low;
  const step = values.length > 1 ? (box.width - 2 * box.pad) / (values.length - 1) : 0;
  const inner = box.height - 2 * box.pad;
  return values.flatMap((value, index) => {
    if (value === null) return [];
    const share = range === 0 ? 0.5 : (value - low) / range;
    return [{ x: box.pad + index * step, y: box.pad + (1 - share) * inner }];
  });
}

/** The points as an SVG path. */
export function sparkPath(points: readonly Point[]): string {
  return points
    .map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`)
    .join('');
}
