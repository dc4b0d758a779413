import type { ThreadItem } from '../../realtime/thread-items.ts';
import { offsetsOf, place, rowAt, sliceOf } from './list-window.ts';
import type { Slice } from './list-window.ts';
import { estimateRow } from './row-height.ts';

/** Rows drawn at most, unless the view alone needs more; with those that are pinned no more than 60 messages. */
const MOST_ROWS = 54;
const MOST_PINNED = 4;

/** A row and where its top stands, in pixels below the top of the view. */
export interface Anchor {
  key: string;
  /** The message there or before it, for when the row is gone. */
  seq: number;
  top: number;
  /** How far down in the row its message began, in pixels. */
  inset?: number;
}

/** What to draw: some of the items, the space in pixels of what is left out before each by key, and after the last. */
export interface DrawnRows {
  readonly items: readonly ThreadItem[];
  readonly gaps: ReadonlyMap<string, number>;
  readonly after: number;
}

/** The rows of a thread with their heights: measured where they have been drawn, estimated elsewhere. */
export class RowList {
  #items: readonly ThreadItem[] = [];
  #index = new Map<string, number>();
  #sizes = new Map<string, number>();
  #offsets: readonly number[] = [0];
  #width = 0;

  /** The height of all rows. */
  get end(): number {
    return this.#offsets.at(-1) ?? 0;
  }

  get items(): readonly ThreadItem[] {
    return this.#items;
  }

  /** Takes these rows over. @param width of the thread, in pixels */
  take(items: readonly ThreadItem[], width: number): void {
    this.#width = width;
    if (items !== this.#items) {
      this.#items = items;
      this.#index = new Map(items.map(({ key }, index) => [key, index]));
      this.#forget();
    }
    this.#lay();
  }

  /** Takes over heights as they were seen, by key; whether any is another than before. */
  measured(heights: ReadonlyMap<string, number>): boolean {
    let changed = false;
    for (const [key, height] of heights) {
      if (this.#sizes.get(key) === height) continue;
      this.#sizes.set(key, height);
      changed = true;
    }
    if (changed) this.#lay();
    return changed;
  }

  indexOf(key: string): number | undefined {
    return this.#index.get(key);
  }

  /** Where a row begins, in pixels below the first. */
  top(key: string): number | undefined {
    const index = this.#index.get(key);
    return index === undefined ? undefined : this.#offsets[index];
  }

  height(key: string): number {
    const index = this.#index.get(key) ?? -1;
    return (this.#offsets[index + 1] ?? 0) - (this.#offsets[index] ?? 0);
  }

  /** The key of the message with this `seq`, or of the next one there is. */
  keyFrom(seq: number): string | undefined {
    return this.#items.find((item) => item.type === 'message' && item.message.seq >= seq)?.key;
  }

  /** What stands at `y` pixels below the first row. Only messages are held on to: lines between them come and go. */
  anchorAt(y: number): Anchor | undefined {
    const from = rowAt(this.#offsets, y);
    const after = this.#items.findIndex((item, index) => index >= from && 'position' in item);
    const index = after === -1 ? this.#items.findLastIndex((item) => 'position' in item) : after;
    const item = this.#items[index];
    return item && { key: item.key, seq: this.#seqAt(index), top: (this.#offsets[index] ?? 0) - y };
  }

  /** The rows that fill a view whose top is at `y`, and `spare` pixels on both sides. */
  slice(y: number, height: number, spare: number): Slice {
    return sliceOf(this.#offsets, { top: y, bottom: y + height }, { spare, most: MOST_ROWS });
  }

  place(slice: Slice, pinned: readonly string[]): DrawnRows {
    const indexes = pinned.flatMap((key) => this.#index.get(key) ?? []);
    const { rows, after } = place(this.#items, this.#offsets, slice, indexes.slice(0, MOST_PINNED));
    const gaps = new Map(rows.map(({ item, gap }) => [item.key, gap]));
    return { items: rows.map(({ item }) => item), gaps, after };
  }

  #lay(): void {
    this.#offsets = offsetsOf(
      this.#items.map((item) => this.#sizes.get(item.key) ?? estimateRow(item, this.#width)),
    );
  }

  #seqAt(index: number): number {
    const before = this.#items.slice(0, index + 1).findLast((item) => item.type === 'message');
    return before?.type === 'message' ? before.message.seq : 0;
  }

  /** Heights of what is not held any more would pile up in a long thread. */
  #forget(): void {
    if (this.#sizes.size <= 4 * this.#items.length + 1_000) return;
    for (const key of this.#sizes.keys()) if (!this.#index.has(key)) this.#sizes.delete(key);
  }
}

/** The elements of rows that are drawn, in order. */
export function rowsIn(view: Element): HTMLElement[] {
  return [...view.querySelectorAll<HTMLElement>('[data-item]')];
}

/** Their heights as they are now, by key. */
export function heightsIn(view: Element): Map<string, number> {
  return new Map(rowsIn(view).map((row) => [row.dataset['item'] ?? '', row.getBoundingClientRect().height]));
}

export function topIn(view: Element, element: Element): number {
  return element.getBoundingClientRect().top - view.getBoundingClientRect().top;
}
