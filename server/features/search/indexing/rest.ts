/** After each batch the indexer rests at least so many times as long as that took: messages that are sent come first. */
const REST = 3;
/** So many changes a second make it rest for the length of one batch more. */
const CHANGES_PER_REST = 50;
const SHORTEST_MS = 20;
/** Even under full load a little is done: what is not indexed is read one by one by each search. */
const LONGEST_MS = 5_000;

/**
 * How long to rest after a batch, in milliseconds.
 * @param batchMs how long the batch took
 * @param changesPerSecond what was sent and changed meanwhile
 */
export function restAfter(batchMs: number, changesPerSecond: number): number {
  const rest = batchMs * (REST + changesPerSecond / CHANGES_PER_REST);
  return Math.min(Math.max(rest, SHORTEST_MS), LONGEST_MS);
}
