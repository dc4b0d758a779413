/** Messages one page may read to find out whether they fit, and how much text they may have in all. */
const MESSAGES = 20_000;
const TEXT = 2_000_000;

/**
 * What one page may cost. Only words that are wanted side by side and hardly ever are need to look at so many messages; and
 * only somebody who writes to be slow to read has so much text in them.
 */
export class Patience {
  #messages = MESSAGES;
  #text: number;

  /** @param text UTF-16 units that are read at most */
  constructor(text = TEXT) {
    this.#text = text;
  }

  /** At most so many of these. */
  take<T>(candidates: readonly T[]): readonly T[] {
    const taken = this.isOver ? [] : candidates.slice(0, this.#messages);
    this.#messages -= taken.length;
    return taken;
  }

  /** Whether there is still patience for a text of this length; when there is none, it is over. */
  read(length: number): boolean {
    this.#text = this.#text < length ? 0 : this.#text - length;
    return this.#text > 0;
  }

  /** Whether what is older was not looked at. */
  get isOver(): boolean {
    return this.#messages === 0 || this.#text === 0;
  }
}
