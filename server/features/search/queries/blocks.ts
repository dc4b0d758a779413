import { and, desc, eq, gte, inArray, lt } from 'drizzle-orm';
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
const GROWTH = 8;
const FIRST_OF_THREAD = 2;
const FIRST_OF_ALL = 16;

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
export function stretches(
  tx: Tx,
  conversationIds: readonly number[],
  limits: BlockLimits,
): AsyncGenerator<Stretch> {
  const [only, ...others] = conversationIds;
  if (only !== undefined && others.length === 0) return throughThread(tx, only, limits);
  return throughAll(tx, conversationIds, limits);
}

async function* throughThread(tx: Tx, conversationId: number, limits: BlockLimits): AsyncGenerator<Stretch> {
  let above: number | undefined;
  for (let size = FIRST_OF_THREAD; ; size *= GROWTH) {
    const rows: Block[] = await tx
      .select(columns)
      .from(searchBlocks)
      .where(
        and(
          eq(searchBlocks.conversationId, conversationId),
          above === undefined ? undefined : lt(searchBlocks.block, above),
          ...within(limits),
        ),
      )
      .orderBy(desc(searchBlocks.block))
      .limit(size + 1);
    if (rows.length === 0) return;
    const stretch = stretchOf(rows, size);
    yield stretch;
    if (stretch.rest === 0) return;
    above = stretch.spans[0]?.low;
  }
}

async function* throughAll(
  tx: Tx,
  conversationIds: readonly number[],
  limits: BlockLimits,
): AsyncGenerator<Stretch> {
  if (conversationIds.length === 0) return;
  let rows: Block[] = await tx
    .select(columns)
    .from(searchBlocks)
    .where(and(inArray(searchBlocks.conversationId, [...conversationIds]), ...within(limits)))
    .orderBy(desc(searchBlocks.lastMessageId));
  for (let size = FIRST_OF_ALL; rows.length > 0; size *= GROWTH) {
    yield stretchOf(rows, size);
    rows = rows.slice(size);
  }
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
