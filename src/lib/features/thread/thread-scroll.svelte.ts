import { untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';

/** Nearer to the end than this, the view follows what is added. */
const END_PX = 48;
/** Nearer to the start than this, the page before is wanted. */
const START_PX = 900;
/** So much of a message must be inside the view to count as seen. */
const SEEN_PX = 20;

/** What in the thread changes when the view moves. */
export interface ScrollWatcher {
  /** The message with this `seq` is in view, and with it everything before. */
  seen(seq: number): void;
  nearStart(): void;
}

/** A message and where its top stands, in pixels below the top of the view. */
interface Anchor {
  key: string;
  top: number;
}

/**
 * Where a thread is scrolled to. Whatever grows or shrinks, either the end stays in view or the message at the top stays
 * where it is: sizes are measured after layout and corrected before paint, so nothing is seen to jump. Messages are the
 * elements with `data-key`, stored ones also have `data-seq`.
 */
export class ThreadScroll {
  /** Whether the newest message is in view and stays so. */
  atEnd = $state(true);
  /** The highest `seq` that has been in view. */
  seen = $state(0);
  #view: HTMLElement | undefined;
  #anchor: Anchor | undefined;
  #height = 0;
  #entered = false;
  #placed = false;

  constructor(private readonly watcher: ScrollWatcher) {}

  /** For the element that scrolls; its one child is the content, whose children stay the same. */
  readonly view: Attachment<HTMLElement> = (view) => {
    const content = view.firstElementChild;
    if (!content) return;
    this.#view = view;
    this.#placed = false;
    // An attachment runs again when what it read changes; this one is about the element alone.
    untrack(() => this.#settle());
    const observer = new ResizeObserver(() => this.#settle());
    // Short content is as high as the view: only its parts tell that a message came.
    for (const box of [view, content, ...content.children]) observer.observe(box);
    const scrolled = () => this.#scrolled();
    view.addEventListener('scroll', scrolled, { passive: true });
    return () => {
      observer.disconnect();
      view.removeEventListener('scroll', scrolled);
      this.#view = undefined;
    };
  };

  /** Shows the newest message and follows from now on. */
  toEnd(): void {
    this.atEnd = true;
    this.#settle();
  }

  /** Brings a message into the middle of the view; false when it is not drawn. */
  toSeq(seq: number): boolean {
    const view = this.#view;
    const message = view?.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
    if (!view || !message) return false;
    view.scrollTop += topIn(view, message) - (view.clientHeight - message.offsetHeight) / 2;
    this.#height = view.scrollHeight;
    this.#moved(view);
    return true;
  }

  /** Puts things right at once, without waiting for the browser to report new sizes. */
  settle(): void {
    this.#settle();
  }

  #look(): void {
    const view = this.#view;
    if (!view || view.clientHeight === 0) return;
    const bottom = view.getBoundingClientRect().bottom;
    const messages = view.querySelectorAll<HTMLElement>('[data-seq]');
    const below = firstWhere(messages, (message) => message.getBoundingClientRect().top > bottom - SEEN_PX);
    const seq = Number(messages[below - 1]?.dataset['seq'] ?? 0);
    if (seq > 0) {
      this.seen = Math.max(this.seen, seq);
      this.watcher.seen(seq);
    }
    if (view.scrollTop < START_PX) this.watcher.nearStart();
  }

  /** Comes back to where the thread was left, else to the new messages, else to the end. */
  #place(view: HTMLElement): void {
    this.#placed = true;
    const divider = view.querySelector('[data-divider]');
    if (this.#entered && !this.atEnd) {
      this.#hold(view);
    } else if (divider) {
      view.scrollTop += topIn(view, divider) - view.clientHeight / 4;
      this.atEnd = this.#distance(view) < END_PX;
      this.#remember(view);
    } else {
      this.atEnd = true;
    }
    this.#entered = true;
  }

  #scrolled(): void {
    const view = this.#view;
    if (!view || view.clientHeight === 0) return;
    // Something grew since the last look: this scroll may be the browser's doing, not the person's.
    if (view.scrollHeight === this.#height) this.#moved(view);
    else this.#settle();
  }

  /** The view is where a person wants it. */
  #moved(view: HTMLElement): void {
    this.atEnd = this.#distance(view) < END_PX;
    this.#remember(view);
    this.#look();
  }

  #settle(): void {
    const view = this.#view;
    if (!view || view.clientHeight === 0) return;
    this.#height = view.scrollHeight;
    if (!this.#placed) this.#place(view);
    if (this.atEnd) view.scrollTop = view.scrollHeight;
    else this.#hold(view);
    this.#remember(view);
    this.#look();
  }

  #hold(view: HTMLElement): void {
    const anchor = this.#anchor;
    const message = anchor && view.querySelector(`[data-key="${CSS.escape(anchor.key)}"]`);
    if (!anchor || !message) return;
    const moved = topIn(view, message) - anchor.top;
    if (Math.abs(moved) >= 1) view.scrollTop += moved;
  }

  #remember(view: HTMLElement): void {
    const top = view.getBoundingClientRect().top;
    const messages = view.querySelectorAll<HTMLElement>('[data-key]');
    const message = messages[firstWhere(messages, (other) => other.getBoundingClientRect().bottom > top)];
    const key = message?.dataset['key'];
    if (message && key !== undefined) this.#anchor = { key, top: topIn(view, message) };
  }

  #distance(view: HTMLElement): number {
    return view.scrollHeight - view.clientHeight - view.scrollTop;
  }
}

function topIn(view: HTMLElement, message: Element): number {
  return message.getBoundingClientRect().top - view.getBoundingClientRect().top;
}

/** The first index from which on `test` holds, by halving; the length if it never does. */
function firstWhere<T>(list: ArrayLike<T>, test: (item: T) => boolean): number {
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
