/** How far to the right counts. */
const FAR_PX = 56;
/** It follows no further. */
const MOST_PX = 76;
/** From here on it is a swipe and no press. */
const BEGINS_PX = 12;
/** Where a swipe belongs to the browser: it leads back a page. */
const EDGE_PX = 24;

/** A message that follows a finger to the right. It goes back by itself. */
export class Swipe {
  #state: 'open' | 'swiping' | 'never';
  #offset = 0;

  /** @param startX where the finger came down, from the left of the window */
  constructor(
    private readonly article: HTMLElement,
    startX: number,
  ) {
    this.#state = startX < EDGE_PX ? 'never' : 'open';
  }

  /** Whether letting go now means it. */
  get far(): boolean {
    return this.#offset >= FAR_PX;
  }

  /** The finger has come this far from where it began. */
  move(dx: number, dy: number): void {
    if (this.#state === 'open') this.#state = beginning(dx, dy);
    if (this.#state === 'swiping') this.#show(Math.min(Math.max(0, dx - BEGINS_PX), MOST_PX));
  }

  end(): void {
    if (this.#state === 'swiping') this.#show(0);
    this.#state = 'never';
  }

  #show(offset: number): void {
    this.#offset = offset;
    const { style, dataset } = this.article;
    style.transition = offset === 0 ? 'translate 140ms ease-out' : '';
    style.translate = offset === 0 ? '' : `${offset}px`;
    if (offset === 0) delete dataset['swiped'];
    else dataset['swiped'] = this.far ? 'far' : 'near';
  }
}

/** What a movement turns out to be: up and down is scrolling, to the left is nothing. */
function beginning(dx: number, dy: number): 'open' | 'swiping' | 'never' {
  if (Math.hypot(dx, dy) < BEGINS_PX) return 'open';
  return dx > 2 * Math.abs(dy) ? 'swiping' : 'never';
}
