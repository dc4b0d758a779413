import type { BytesById, OutboxItem } from './outbox-store.ts';

/** A message in the outbox of this tab. */
export interface Entry {
  item: OutboxItem;
  /** Written here, or found here at the start; not heard of from another tab. */
  own: boolean;
  /** The `seq` it was stored under; kept on screen until the thread itself shows the message. */
  stored: number | undefined;
  /** On its way at this moment. */
  flying: boolean;
  /** Its files are; the message itself has not left. */
  uploading: boolean;
  /** Of files that were chosen in this tab. */
  bytes: BytesById | undefined;
  attempts: number;
  faults: number;
}

export function entryOf(item: OutboxItem, own: boolean, bytes?: BytesById): Entry {
  const still = { stored: undefined, flying: false, uploading: false };
  return { item, own, ...still, bytes, attempts: 0, faults: 0 };
}

/** Messages in the order in which they were written. */
export class Entries {
  #all: readonly Entry[] = [];

  get all(): readonly Entry[] {
    return this.#all;
  }

  of(conversationId: number): Entry[] {
    return this.#all.filter((entry) => entry.item.conversationId === conversationId);
  }

  find(clientMessageId: string): Entry | undefined {
    return this.#all.find((entry) => entry.item.clientMessageId === clientMessageId);
  }

  add(entry: Entry): void {
    this.#all = [...this.#all, entry];
  }

  drop(entry: Entry): void {
    this.#all = this.#all.filter((other) => other !== entry);
  }

  /**
   * Takes over what the shared store holds: what is new there, and what has gone from there since `before` was here,
   * because another tab has sent it or given it up. Gives the conversations concerned.
   */
  takeOver(items: readonly OutboxItem[], before: readonly Entry[], own: boolean): ReadonlySet<number> {
    const held = new Set(items.map((item) => item.clientMessageId));
    const gone = new Set(before.filter((entry) => leftAlone(entry) && !held.has(entry.item.clientMessageId)));
    const rest = this.#all.filter((entry) => !gone.has(entry) && !held.has(entry.item.clientMessageId));
    const news: Entry[] = [];
    const inStore = items.map((item) => {
      const known = this.find(item.clientMessageId);
      // What another tab has uploaded must not be uploaded again: the message would be another one.
      if (known && leftAlone(known)) known.item = { ...known.item, files: item.files };
      if (known) return known;
      const made = entryOf(item, own);
      news.push(made);
      return made;
    });
    const done = rest.filter((entry) => entry.stored !== undefined);
    const waiting = [...inStore, ...rest.filter((entry) => entry.stored === undefined)];
    // What a store took in late, or another one instead, was not written later for that.
    const places = new Map(this.#all.map((entry, place) => [entry, place]));
    const placeIn = (entry: Entry) => places.get(entry) ?? places.size;
    this.#all = [...done, ...waiting.sort((a, b) => timeOf(a) - timeOf(b) || placeIn(a) - placeIn(b))];
    return new Set([...gone, ...news].map((entry) => entry.item.conversationId));
  }
}

/** When it was written; all tabs have the same clock. */
function timeOf({ item }: Entry): number {
  return Date.parse(item.createdAt);
}

/** Whether nothing happens to it in this tab, so that the shared store knows best. */
function leftAlone({ item, stored, flying }: Entry): boolean {
  return item.state !== 'saving' && stored === undefined && !flying;
}
