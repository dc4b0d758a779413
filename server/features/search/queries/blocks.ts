import { and, desc, eq, gte, lt, sql } from 'drizzle-orm';
import { searchBlocks } from '#server/db/schema/index';
import type { Tx } from '#server/platform/postgres';

/** Blocks that lie side by side in one conversation, both ends included. */
export interface Span {
  readonly conversationId: number;
  readonly low: number;
  readonly high: number;
}

/** What is looked through next. */
export interface Stretch {
  readonly spans: readonly Span[];
  /** No message that is looked through later has an id above this. */
  readonly rest: number;
}

/** What blocks must have messages of: those before a message, and within days. */
export interface BlockLimits {
  readonly before: number;
  readonly from: Date | undefined;
  readonly until: Date | undefined;
}

/** Each stretch is so many times the one before: a page of a common word needs one, a rare word not many. */
const OF_THREAD = { first: 4, growth: 16 };
const OF_ALL = { first: 16, growth: 8 };
/** What is found in one stretch is held in memory. */
const MOST_AT_ONCE = 1_024;

const columns = {
  conversationId: searchBlocks.conversationId,
  block: searchBlocks.block,
  lastMessageId: searchBlocks.lastMessageId,
};
interface Block {
  readonly conversationId: number;
  readonly block: number;
  readonly lastMessageId: number;
}

/** Goes through a thread, or many, from the newest messages back. */
export async function* stretches(
  tx: Tx,
  conversationIds: readonly number[],
  limits: BlockLimits,
): AsyncGenerator<Stretch> {
  if (conversationIds.length === 0) return;
  const alone = conversationIds.length === 1;
  const { first, growth } = alone ? OF_THREAD : OF_ALL;
  const read = alone ? readOfThread : readOfAll;
  let after: Block | undefined;
  for (let size = first; ; size = Math.min(size * growth, MOST_AT_ONCE)) {
    const rows = await read(tx, conversationIds, limits, { after, limit: size + 1 });
    if (rows.length === 0) return;
    const stretch = stretchOf(rows, size);
    yield stretch;
    if (stretch.rest === 0) return;
    after = rows[size - 1];
  }
}

interface Page {
  readonly after: Block | undefined;
  readonly limit: number;
}

/** The newest blocks of a thread after one of them. Their order is that of the key. */
function readOfThread(
  tx: Tx,
  [id = 0]: readonly number[],
  limits: BlockLimits,
  { after, limit }: Page,
): Promise<Block[]> {
  const older = after && lt(searchBlocks.block, after.block);
  return tx
    .select(columns)
    .from(searchBlocks)
    .where(and(eq(searchBlocks.conversationId, id), older, ...within(limits)))
    .orderBy(desc(searchBlocks.block))
    .limit(limit);
}

/** The same of many threads, in the order of their last messages. */
function readOfAll(
  tx: Tx,
  ids: readonly number[],
  limits: BlockLimits,
  { after, limit }: Page,
): Promise<Block[]> {
  const older = after && lt(searchBlocks.lastMessageId, after.lastMessageId);
  return tx
    .select(columns)
    .from(searchBlocks)
    .where(
      and(
        eq(searchBlocks.conversationId, sql`any (${sql.param([...ids])}::int[])`),
        older,
        ...within(limits),
      ),
    )
    .orderBy(desc(searchBlocks.lastMessageId))
    .limit(limit);
}

function within({ before, from, until }: BlockLimits) {
  return [
    lt(searchBlocks.firstMessageId, before),
    from && gte(searchBlocks.lastAt, from),
    until && lt(searchBlocks.firstAt, until),
  ];
}

/** @param rows the newest first; those beyond `size` are looked through later */
function stretchOf(rows: readonly Block[], size: number): Stretch {
  const spans = new Map<number, Span>();
  for (const { conversationId, block } of rows.slice(0, size)) {
    const known = spans.get(conversationId);
    const low = Math.min(block, known?.low ?? block);
    const high = Math.max(block, known?.high ?? block);
    spans.set(conversationId, { conversationId, low, high });
  }
  return { spans: [...spans.values()], rest: rows[size]?.lastMessageId ?? 0 };
}
