import { and, asc, desc, eq, gt, lt } from 'drizzle-orm';
import type { ListMessagesQuery, MessagePage } from '#contract/conversations';
import { conversations, messages } from '#server/db/schema/index';
import type { Ctx } from '#server/kernel/context';
import { snapshot } from '#server/kernel/transaction';
import type { Tx } from '#server/platform/postgres';
import { requireMember } from '../access.ts';
import { hydrateMessages } from '../hydrate.ts';
import type { StoredMessage } from '../rows.ts';
import { selectMessages } from '../rows.ts';

/**
 * A page of a thread in ascending order, all of one moment: the newest, or the one before, after or around a `seq`.
 * @throws AppError `not_found` for a conversation that is not the actor's
 */
export async function listMessages(
  ctx: Ctx,
  conversationId: number,
  query: ListMessagesQuery,
): Promise<MessagePage> {
  await requireMember(ctx, conversationId);
  return snapshot(ctx, async (tx) => {
    const [conversation] = await tx
      .select({ rev: conversations.rev, lastSeq: conversations.lastSeq })
      .from(conversations)
      .where(eq(conversations.conversationId, conversationId));
    const { rev, lastSeq } = conversation ?? { rev: 0, lastSeq: 0 };
    const stored = await readPage(tx, { conversationId, lastSeq }, query);
    const first = stored[0]?.message.seq;
    const last = stored.at(-1)?.message.seq;
    return {
      items: await hydrateMessages(tx, ctx, stored),
      // Sequence numbers have no gaps, so the numbers alone tell what lies beyond the page.
      hasBefore:
        first === undefined
          ? query.before === undefined && query.after !== undefined && lastSeq > 0
          : first > 1,
      hasAfter: last === undefined ? query.before !== undefined && lastSeq > 0 : last < lastSeq,
      rev,
    };
  });
}

function readPage(
  tx: Tx,
  { conversationId, lastSeq }: { conversationId: number; lastSeq: number },
  query: ListMessagesQuery,
): Promise<StoredMessage[]> {
  const { before, after, around, limit } = query;
  if (after !== undefined) return forward(tx, conversationId, after, limit);
  if (around !== undefined)
    return forward(tx, conversationId, beforePageAround(around, lastSeq, limit), limit);
  return backward(tx, conversationId, before, limit);
}

/** The `seq` before a page that has `around` in its middle and is full wherever the thread is long enough. */
function beforePageAround(around: number, lastSeq: number, limit: number): number {
  const start = Math.min(around, lastSeq) - Math.floor(limit / 2);
  return Math.max(1, Math.min(start, lastSeq - limit + 1)) - 1;
}

function forward(tx: Tx, conversationId: number, after: number, limit: number): Promise<StoredMessage[]> {
  return selectMessages(tx)
    .where(and(eq(messages.conversationId, conversationId), gt(messages.seq, after)))
    .orderBy(asc(messages.seq))
    .limit(limit);
}

async function backward(
  tx: Tx,
  conversationId: number,
  before: number | undefined,
  limit: number,
): Promise<StoredMessage[]> {
  const rows = await selectMessages(tx)
    .where(
      and(
        eq(messages.conversationId, conversationId),
        before === undefined ? gt(messages.seq, 0) : lt(messages.seq, before),
      ),
    )
    .orderBy(desc(messages.seq))
    .limit(limit);
  return rows.reverse();
}
