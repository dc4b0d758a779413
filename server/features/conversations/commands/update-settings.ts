import { and, count, eq, isNotNull, sql } from 'drizzle-orm';
import { MAX_PINNED } from '#contract/own-threads';
import type { ThreadSettings, UpdateSettingsBody } from '#contract/own-threads';
import type { ConversationView } from '#contract/conversations';
import { conversationMembers, conversations, users } from '#server/db/schema/index';
import type { Ctx, TxCtx } from '#server/kernel/context';
import { conflict, invalidInput, notFound } from '#server/kernel/errors';
import { transact } from '#server/kernel/transaction';
import { conversationsIn, requireMember } from '../access.ts';
import { presentSettings } from '../present-own.ts';
import { getConversation } from '../queries/list-conversations.ts';

const own = conversationMembers;

/**
 * Changes how the actor sees one of their threads, a closed one too; nobody else is told.
 * @throws AppError `not_found`, `invalid_input` for an end of quiet that is past, `conflict` when too many are pinned
 */
export async function updateSettings(
  ctx: Ctx,
  { conversationId, ...wish }: UpdateSettingsBody & { conversationId: number },
): Promise<ConversationView> {
  await requireMember(ctx, conversationId);
  const mutedUntil = wish.mutedUntil == null ? wish.mutedUntil : new Date(wish.mutedUntil);
  if (mutedUntil && mutedUntil <= ctx.clock.now()) throw invalidInput('mutedUntil', 'must lie ahead');
  return transact(ctx, async (ctx) => {
    if (wish.pinned) await requireRoomForPin(ctx, conversationId);
    const stored = await store(ctx, conversationId, { ...wish, mutedUntil });
    const { userId } = ctx.actor;
    ctx.open.facts.push({
      name: 'settings.changed',
      data: { userId, update: { conversationId, ...stored } },
    });
    return getConversation(ctx, conversationId);
  });
}

/** Whoever pins waits here for themselves: two devices together pin no more than one could. */
async function requireRoomForPin(ctx: TxCtx, conversationId: number): Promise<void> {
  const { tx } = ctx.open;
  const { userId } = ctx.actor;
  await tx.select({ userId: users.userId }).from(users).where(eq(users.userId, userId)).for('no key update');
  const [others] = await tx
    .select({ pinned: count() })
    .from(own)
    .innerJoin(conversations, eq(conversations.conversationId, own.conversationId))
    .where(
      and(
        eq(own.userId, userId),
        isNotNull(own.pinnedAt),
        conversationsIn(ctx.actor),
        sql`${own.conversationId} <> ${conversationId}`,
      ),
    );
  if (others && others.pinned >= MAX_PINNED)
    throw conflict(`${MAX_PINNED} conversations are pinned already. Unpin one of them first.`);
}

interface Wish {
  readonly markedUnread?: boolean | undefined;
  readonly mutedUntil?: Date | null | undefined;
  readonly pinned?: boolean | undefined;
}

async function store(ctx: TxCtx, conversationId: number, wish: Wish): Promise<ThreadSettings> {
  const { markedUnread, mutedUntil, pinned } = wish;
  // What is pinned keeps its place when it is pinned again.
  const pinnedAt = pinned
    ? sql`coalesce(${own.pinnedAt}, ${ctx.clock.now().toISOString()}::timestamptz)`
    : null;
  const [stored] = await ctx.open.tx
    .update(own)
    .set({
      ...(markedUnread !== undefined && { markedUnread }),
      ...(mutedUntil !== undefined && { mutedUntil }),
      ...(pinned !== undefined && { pinnedAt }),
    })
    .from(conversations)
    .where(
      and(
        eq(own.conversationId, conversationId),
        eq(own.userId, ctx.actor.userId),
        eq(conversations.conversationId, own.conversationId),
        conversationsIn(ctx.actor),
      ),
    )
    .returning({ markedUnread: own.markedUnread, mutedUntil: own.mutedUntil, pinnedAt: own.pinnedAt });
  if (!stored) throw notFound('conversation');
  return presentSettings(stored);
}
