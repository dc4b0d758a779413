import { tick, untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';
import type { ThreadItem } from '../../realtime/thread-items.ts';
import { firstWhere } from './list-window.ts';
import type { Slice } from './list-window.ts';
import { pinnedRows } from './pinned-rows.ts';
import { heightsIn, RowList, rowsIn, topIn } from './row-list.ts';
import type { Anchor, DrawnRows } from './row-list.ts';

/** Nearer to the end than this, the view follows what is added. */
const END_PX = 48;
/** Nearer to an end of what is held than this, the page beyond is wanted. */
const EDGE_PX = 1_500;
/** Drawn beyond the view on both sides, in pixels: what somebody reaches before the next frame. */
const SPARE_PX = 500;
/** Whoever moves further than `FAST_PX` from one frame to the next passes by what would be spare. */
const FAST_PX = 300;
const FAST_SPARE_PX = 80;
/** So much of a message must be inside the view to count as seen. */
const SEEN_PX = 20;
/** A view of which nothing is known yet. */
const UNSEEN = { clientHeight: 800, clientWidth: 700 };

/** What in the thread changes when the view moves. */
export interface ScrollWatcher {
  /** Whether what is held ends with the newest message. */
  reachesEnd(): boolean;
  /** The message with this `seq` is in view, and with it everything before. */
  seen(seq: number): void;
  /** The message at the top of the view; undefined when the newest one is in view. */
  reading(seq: number | undefined): void;
  nearStart(): void;
  nearEnd(): void;
  /** The message at the top is not held any more. */
  lost(seq: number): void;
}

/**
 * Where a thread is scrolled to, and what of it is drawn. Rows are the elements with `data-item`; only those around the
 * view are there, the space of the others is left out. Whatever grows or shrinks, either the end stays in view or the
 * message at the top stays where it is: sizes are measured after layout and corrected before paint.
 */
export class ThreadScroll {
  /** Whether the newest message is in view and stays so. */
  atEnd = $state(true);
  /** The highest `seq` that has been in view. */
  seen = $state(0);
  /** Grows when other rows are to be drawn. */
  #draws = $state(0);
  #drawn = 0;
  readonly #list = new RowList();
  #slice: Slice = { from: 0, to: 0 };
  #view: HTMLElement | undefined;
  #place: Anchor | 'end' = 'end';
  #lost: number | undefined;
  #height = 0;
  #top = 0;
  #spare = SPARE_PX;
  #entered = false;
  #placed = false;

  constructor(private readonly watcher: ScrollWatcher) {}

  /** What of these items to draw now. As a derived value it follows the view. */
  rows(items: readonly ThreadItem[]): DrawnRows {
    this.#drawn = this.#draws;
    this.#catchUp();
    this.#list.take(items, (this.#view ?? UNSEEN).clientWidth);
    if (!this.#placed) this.#start(items);
    if (this.#place !== 'end') this.#place = this.#found(this.#place);
    this.#slice = this.#sliceHere();
    return this.#list.place(this.#slice, this.#view ? pinnedRows(this.#view) : []);
  }

  /** These rows have been drawn: when all of it is in place, and before it is painted, they are measured. */
  drawn(_rows: DrawnRows): void {
    void tick().then(() => this.settle());
  }

  /** For the element that scrolls; its one child is the content, whose children stay the same. */
  readonly view: Attachment<HTMLElement> = (view) => {
    const content = view.firstElementChild;
    if (!content) return;
    this.#view = view;
    // An attachment runs again when what it read changes; this one is about the element alone.
    untrack(() => this.settle());
    const observer = new ResizeObserver(() => this.#resized());
    // Short content is as high as the view: only its parts tell that a message came.
    for (const box of [view, content, ...content.children]) observer.observe(box);
    const scrolled = () => this.#scrolled();
    view.addEventListener('scroll', scrolled, { passive: true });
    return () => {
      observer.disconnect();
      view.removeEventListener('scroll', scrolled);
      this.#view = undefined;
      this.#placed = false;
    };
  };

  /** Puts things right once the rows are in the document, or something else has changed. */
  settle(): void {
    const view = this.#shown();
    if (!view) return;
    this.#correct(view);
    if (this.#sliceIsOther()) this.#draws += 1;
  }

  /** Shows the newest message and follows from now on. */
  toEnd(): void {
    this.#go('end');
  }

  /** Brings a message into the middle of the view and gives its row; undefined when it is not held. */
  async toSeq(seq: number): Promise<HTMLElement | undefined> {
    const key = this.#list.keyFrom(seq);
    return key === undefined ? undefined : this.toRow(key);
  }

  /** Draws a row and brings it into the middle of the view, or to `top` pixels below its top; gives its element. */
  async toRow(key: string, top?: number): Promise<HTMLElement | undefined> {
    const view = this.#shown();
    if (!view || this.#list.indexOf(key) === undefined) return undefined;
    const wanted = () => top ?? (view.clientHeight - this.#list.height(key)) / 2;
    // Once by its estimated height, to have it drawn, and once by its own.
    for (let pass = 0; pass < 2; pass += 1) {
      this.#go({ key, seq: 0, top: wanted() });
      await tick();
    }
    return this.row(key);
  }

  /** The element of a row, if it is drawn. */
  row(key: string): HTMLElement | undefined {
    return this.#view?.querySelector<HTMLElement>(`[data-item="${CSS.escape(key)}"]`) ?? undefined;
  }

  /** The message a view's height before or after a row. */
  keyAway(key: string, direction: 1 | -1): string | undefined {
    const top = this.#list.top(key) ?? 0;
    return this.#list.anchorAt(top + direction * (this.#view ?? UNSEEN).clientHeight)?.key;
  }

  #go(place: Anchor | 'end'): void {
    this.#place = place;
    this.#top = this.#view?.scrollTop ?? 0;
    this.#draws += 1;
  }

  /** Comes back to where the thread was left, else to the new messages, else to the end. */
  #start(items: readonly ThreadItem[]): void {
    this.#placed = true;
    const divider = items.find((item) => item.type === 'divider');
    const back = this.#entered && this.#place !== 'end';
    this.#entered = true;
    if (back) return;
    const top = (this.#view ?? UNSEEN).clientHeight / 4;
    this.#place = divider ? { key: divider.key, seq: 0, top } : 'end';
  }

  /** The same place; if its row is gone, the next row there is. */
  #found(anchor: Anchor): Anchor | 'end' {
    if (this.#list.indexOf(anchor.key) !== undefined) return anchor;
    const key = this.#list.keyFrom(anchor.seq);
    const first = this.#list.items.find((item) => item.type === 'message');
    const cut = anchor.seq > 0 && first?.type === 'message' && first.message.seq > anchor.seq;
    if (cut) this.#lost = anchor.seq;
    return key === undefined ? 'end' : { ...anchor, key };
  }

  #sliceHere(): Slice {
    const { clientHeight } = this.#view ?? UNSEEN;
    const place = this.#place;
    const y = place === 'end' ? this.#list.end - clientHeight : (this.#list.top(place.key) ?? 0) - place.top;
    return this.#list.slice(y, clientHeight, this.#spare);
  }

  #sliceIsOther(): boolean {
    if (this.#draws !== this.#drawn) return false;
    const { from, to } = this.#sliceHere();
    return from !== this.#slice.from || to !== this.#slice.to;
  }

  #shown(): HTMLElement | undefined {
    return this.#view && this.#view.clientHeight > 0 ? this.#view : undefined;
  }

  #scrolled(): void {
    const view = this.#shown();
    if (!view) return;
    this.#spare = Math.abs(view.scrollTop - this.#top) > FAST_PX ? FAST_SPARE_PX : SPARE_PX;
    // Something grew since the last look: this scroll may be the browser's doing, not the person's.
    if (view.scrollHeight !== this.#height) this.#correct(view);
    else this.#look(view);
    if (this.#sliceIsOther()) this.#draws += 1;
  }

  /** What is drawn in answer to an observer makes it complain: that waits for the next frame. */
  #resized(): void {
    const view = this.#shown();
    if (!view) return;
    this.#correct(view);
    if (this.#sliceIsOther()) requestAnimationFrame(() => (this.#draws += 1));
  }

  /** Somebody scrolled a moment ago and the browser has not told yet: what comes now must not take them back. */
  #catchUp(): void {
    const view = this.#shown();
    if (!view || !this.#placed || view.scrollTop === this.#top || view.scrollHeight !== this.#height) return;
    this.#place = this.#placeHere(view);
  }

  #correct(view: HTMLElement): void {
    this.#list.measured(heightsIn(view));
    if (this.#place === 'end') view.scrollTop = view.scrollHeight;
    else this.#hold(view, this.#place);
    this.#height = view.scrollHeight;
    this.#look(view);
    if (this.#lost === undefined) return;
    this.watcher.lost(this.#lost);
    this.#lost = undefined;
  }

  #hold(view: HTMLElement, { key, top, inset }: Anchor): void {
    const row = this.row(key);
    const moved = row ? topIn(view, row) + insetOf(row, inset) - top : 0;
    if (Math.abs(moved) >= 1) view.scrollTop += moved;
  }

  /** The view is where it should be: what does that mean? */
  #look(view: HTMLElement): void {
    const place = this.#placeHere(view);
    this.#place = place;
    this.#top = view.scrollTop;
    this.atEnd = place === 'end';
    this.watcher.reading(place === 'end' ? undefined : place.seq);
    this.#see(view);
    if (view.scrollTop < EDGE_PX) this.watcher.nearStart();
    if (fromEnd(view) < EDGE_PX) this.watcher.nearEnd();
  }

  #placeHere(view: HTMLElement): Anchor | 'end' {
    if (fromEnd(view) < END_PX && this.watcher.reachesEnd()) return 'end';
    return this.#anchorHere(view) ?? 'end';
  }

  #anchorHere(view: HTMLElement): Anchor | undefined {
    const [row] = rowsIn(view);
    if (!row) return undefined;
    const top = this.#list.top(row.dataset['item'] ?? '') ?? 0;
    const anchor = this.#list.anchorAt(top - topIn(view, row));
    const drawn = anchor && this.row(anchor.key);
    return drawn ? { ...anchor, inset: messageTop(drawn) } : anchor;
  }

  #see(view: HTMLElement): void {
    const { bottom } = view.getBoundingClientRect();
    const messages = view.querySelectorAll<HTMLElement>('[data-seq]');
    const below = firstWhere(messages, (message) => message.getBoundingClientRect().top > bottom - SEEN_PX);
    const seq = Number(messages[below - 1]?.dataset['seq'] ?? 0);
    if (seq === 0) return;
    this.seen = Math.max(this.seen, seq);
    this.watcher.seen(seq);
  }
}

/** How much further down in its row a message is than it was: the space above it is its group's, not its own. */
function insetOf(row: HTMLElement, before: number | undefined): number {
  return before === undefined ? 0 : messageTop(row) - before;
}

function messageTop(row: HTMLElement): number {
  const message = row.querySelector('[data-key]');
  return message ? topIn(row, message) : 0;
}

function fromEnd({ scrollHeight, clientHeight, scrollTop }: HTMLElement): number {
  return scrollHeight - clientHeight - scrollTop;
}
