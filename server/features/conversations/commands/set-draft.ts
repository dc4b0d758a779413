import { and, eq, isNull, sql } from 'drizzle-orm';
import type { DraftView, SetDraftInput } from '#contract/own-threads';
import type { DraftResult } from '#contract/realtime';
import { conversations, threadDrafts } from '#server/db/schema/index';
import type { Ctx, TxCtx } from '#server/kernel/context';
import { transact } from '#server/kernel/transaction';
import { requireWriter } from '../access.ts';
import { threadEnded } from '../errors.ts';

/**
 * Keeps what the actor has begun to write, for their other devices; without text it is forgotten. Whoever comes last
 * is right.
 * @throws AppError `not_found`, and `conflict` once the thread is closed
 */
export async function setDraft(ctx: Ctx, input: SetDraftInput): Promise<DraftResult> {
  const { conversationId } = input;
  await requireWriter(ctx, conversationId);
  return transact(ctx, async (ctx) => {
    const draft = input.text.trim() === '' ? await forget(ctx, conversationId) : await keep(ctx, input);
    const gone = { text: '', replyToSeq: null, updatedAt: ctx.clock.now().toISOString() };
    ctx.open.facts.push({
      name: 'draft.changed',
      data: { userId: ctx.actor.userId, update: { conversationId, ...(draft ?? gone) } },
    });
    return { draft };
  });
}

async function forget(ctx: TxCtx, conversationId: number): Promise<null> {
  const mine = and(
    eq(threadDrafts.conversationId, conversationId),
    eq(threadDrafts.userId, ctx.actor.userId),
  );
  await ctx.open.tx.delete(threadDrafts).where(mine);
  return null;
}

/** A thread that was closed meanwhile takes none. */
async function keep(ctx: TxCtx, { conversationId, text, replyToSeq }: SetDraftInput): Promise<DraftView> {
  const written = { content: text, replyToSeq: replyToSeq ?? null, updatedAt: ctx.clock.now() };
  const open = ctx.open.tx
    .select({
      conversationId: conversations.conversationId,
      userId: sql`${ctx.actor.userId}::int`.as('user_id'),
      content: sql`${written.content}`.as('content'),
      replyToSeq: sql`${written.replyToSeq}::int`.as('reply_to_seq'),
      updatedAt: sql`${written.updatedAt.toISOString()}::timestamptz`.as('updated_at'),
    })
    .from(conversations)
    .where(and(eq(conversations.conversationId, conversationId), isNull(conversations.closedAt)));
  const [stored] = await ctx.open.tx
    .insert(threadDrafts)
    .select(open)
    .onConflictDoUpdate({ target: [threadDrafts.conversationId, threadDrafts.userId], set: written })
    .returning();
  if (!stored) throw threadEnded();
  return { text: stored.content, replyToSeq: stored.replyToSeq, updatedAt: stored.updatedAt.toISOString() };
}
