import { and, eq, inArray } from 'drizzle-orm';
import { dayIn } from '#contract/rules/weeks';
import { messages } from '#server/db/schema/index';
import type { Tx } from '#server/platform/postgres';

/** Probes of one question: with 16, fifty thousand messages take four of them. */
const PROBES = 16;

export interface ThreadLength {
  readonly conversationId: number;
  readonly lastSeq: number;
}

/**
 * The `seq` of the first message of a calendar day in a zone, or of the next day that has one; the last message's when
 * there is none. Looks by `seq` alone, because messages are numbered in the order of their time and nothing lists
 * them by time. A clock that was set back may put it off by what happened meanwhile.
 */
export async function firstOn(
  tx: Tx,
  thread: ThreadLength,
  day: string,
  { timeZone }: { timeZone: string },
): Promise<number> {
  let [low, high] = [1, thread.lastSeq + 1];
  while (low < high) {
    const seen = await probe(tx, thread, spread(low, high));
    if (seen.length === 0) break;
    const before = seen.filter(({ at }) => dayIn(timeZone, at) < day).map(({ seq }) => seq);
    const after = seen.filter(({ seq }) => !before.includes(seq)).map(({ seq }) => seq);
    [low, high] = [Math.max(low, ...before.map((seq) => seq + 1)), Math.min(high, ...after)];
  }
  return Math.min(low, thread.lastSeq);
}

/** Numbers from `low` up to but without `high`, evenly apart, its first among them. */
function spread(low: number, high: number): number[] {
  const count = Math.min(PROBES, high - low);
  return Array.from({ length: count }, (_, index) => low + Math.floor((index * (high - low)) / count));
}

async function probe(
  tx: Tx,
  { conversationId }: ThreadLength,
  seqs: readonly number[],
): Promise<{ seq: number; at: Date }[]> {
  return tx
    .select({ seq: messages.seq, at: messages.createdAt })
    .from(messages)
    .where(and(eq(messages.conversationId, conversationId), inArray(messages.seq, [...seqs])));
}
