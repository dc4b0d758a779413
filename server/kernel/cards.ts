import type { CardKind, CardOf } from '#contract/cards';
import type { Executor } from '#server/platform/postgres';

/** How a feature shows its things inside the thread. Who may see a card is decided by who may see its thread. */
export interface CardSource<K extends CardKind> {
  /** The present state of many things at once, by id. An id that is missing has no card. */
  hydrate(db: Executor, ids: readonly number[]): Promise<Map<number, CardOf<K>>>;
}

/** One source for every kind of the contract; a kind without one does not compile. */
export type CardRegistry = { readonly [K in CardKind]: CardSource<K> };
