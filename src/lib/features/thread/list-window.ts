/** Rows from `from` up to but without `to`. */
export interface Slice {
  readonly from: number;
  readonly to: number;
}

/** One row to draw, and the height in pixels of what is left out before it. */
export interface PlacedRow<T> {
  readonly item: T;
  readonly gap: number;
}

export interface Placed<T> {
  readonly rows: readonly PlacedRow<T>[];
  /** The height in pixels of what is left out after the last row. */
  readonly after: number;
}

/** Where each row begins, in pixels below the first; one more than there are sizes, the last being the end. */
export function offsetsOf(sizes: readonly number[]): number[] {
  const offsets = [0];
  for (const size of sizes) offsets.push((offsets.at(-1) ?? 0) + size);
  return offsets;
}

/** The row at `y` pixels below the first; the nearest one beyond either end. */
export function rowAt(offsets: readonly number[], y: number): number {
  const after = firstWhere(offsets, (offset) => offset > y);
  return Math.max(0, Math.min(after - 1, offsets.length - 2));
}

/**
 * What to draw to fill the view from `top` to `bottom` with `spare` pixels on both sides: at most `most` rows, unless
 * the view itself needs more of them.
 */
export function sliceOf(
  offsets: readonly number[],
  { top, bottom }: { top: number; bottom: number },
  { spare, most }: { spare: number; most: number },
): Slice {
  const seen = { from: rowAt(offsets, top), to: rowAt(offsets, bottom) + 1 };
  const wide = { from: rowAt(offsets, top - spare), to: rowAt(offsets, bottom + spare) + 1 };
  const room = Math.max(0, most - (seen.to - seen.from));
  const before = Math.min(seen.from - wide.from, Math.max(room >> 1, room - (wide.to - seen.to)));
  const after = Math.min(wide.to - seen.to, room - before);
  return { from: seen.from - before, to: seen.to + after };
}

/** The rows of a slice, and single ones elsewhere that stay drawn, each after the space of what is left out. */
export function place<T>(
  items: readonly T[],
  offsets: readonly number[],
  { from, to }: Slice,
  pinned: readonly number[],
): Placed<T> {
  const outside = pinned.filter((index) => index < from || index >= to);
  const within = Array.from({ length: to - from }, (_, index) => from + index);
  const drawn = [...new Set([...outside, ...within])].sort((a, b) => a - b);
  const at = (index: number) => offsets[index] ?? 0;
  let end = 0;
  const rows = drawn.flatMap((index) => {
    const item = items[index];
    const gap = at(index) - at(end);
    end = index + 1;
    return item === undefined ? [] : [{ item, gap }];
  });
  return { rows, after: at(items.length) - at(end) };
}

/** The first index from which on `test` holds, by halving; the length if it never does. */
export function firstWhere<T>(list: ArrayLike<T>, test: (item: T) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const item = list[middle];
    if (item !== undefined && test(item)) high = middle;
    else low = middle + 1;
  }
  return low;
}
