import { and, eq, gt, lte, sql } from 'drizzle-orm';
import type { ReceiptInput } from '#contract/conversations';
import type { ReceiptResult } from '#contract/realtime';
import { conversationMembers, messages } from '#server/db/schema/index';
import { executor } from '#server/kernel/context';
import type { Ctx, TxCtx } from '#server/kernel/context';
import { transact } from '#server/kernel/transaction';
import { requireMember } from '../access.ts';
import { lockConversation } from '../numbering.ts';
import { presentMembers } from '../present.ts';

type MemberRow = typeof conversationMembers.$inferSelect;
type Marks = Pick<MemberRow, 'deliveredSeq' | 'readSeq'>;

/** The actor's devices have received everything up to `seq`. */
export function markDelivered(ctx: Ctx, input: ReceiptInput): Promise<ReceiptResult> {
  return moveWatermark(ctx, input, (member, seq) => ({
    deliveredSeq: Math.max(member.deliveredSeq, seq),
    readSeq: member.readSeq,
  }));
}

/** The actor has seen everything up to `seq`; reading implies delivery. */
export function markRead(ctx: Ctx, input: ReceiptInput): Promise<ReceiptResult> {
  return moveWatermark(ctx, input, (member, seq) => ({
    deliveredSeq: Math.max(member.deliveredSeq, seq),
    readSeq: Math.max(member.readSeq, seq),
  }));
}

async function moveWatermark(
  ctx: Ctx,
  input: ReceiptInput,
  move: (member: MemberRow, seq: number) => Marks,
): Promise<ReceiptResult> {
  await requireMember(ctx, input.conversationId);
  const before = await readMembers(ctx, input.conversationId);
  // Marks only grow, so what would not move now never will: no lock, and no thread that waits for it.
  if (!goesBeyond(before.mine, move(before.mine, input.seq))) return stateOf(before);
  return transact(ctx, async (ctx) => {
    const { lastSeq } = await lockConversation(ctx.open.tx, input.conversationId);
    const { mine, theirs } = await readMembers(ctx, input.conversationId);
    const marks = move(mine, Math.min(input.seq, lastSeq));
    if (!goesBeyond(mine, marks)) return stateOf({ mine, theirs });
    const unreadCount = await storeMarks(ctx, mine, marks);
    return stateOf({ mine: { ...mine, ...marks, unreadCount }, theirs });
  });
}

interface Pair {
  mine: MemberRow;
  theirs: MemberRow[];
}

async function readMembers(ctx: Ctx, conversationId: number): Promise<Pair> {
  const rows = await executor(ctx)
    .select()
    .from(conversationMembers)
    .where(eq(conversationMembers.conversationId, conversationId));
  const mine = rows.find((row) => row.userId === ctx.actor.userId);
  if (!mine) throw new Error('A member of a conversation has no row');
  return { mine, theirs: rows.filter((row) => row !== mine) };
}

function goesBeyond(member: Marks, marks: Marks): boolean {
  return marks.deliveredSeq > member.deliveredSeq || marks.readSeq > member.readSeq;
}

function stateOf({ mine, theirs }: Pair): ReceiptResult {
  return { members: presentMembers([mine, ...theirs]), unreadCount: mine.unreadCount };
}

/** Stores the marks, the newly read messages and the unread count as one; gives that count. */
async function storeMarks(ctx: TxCtx, member: MemberRow, marks: Marks): Promise<number> {
  const { tx, facts } = ctx.open;
  const { conversationId, userId } = member;
  if (marks.readSeq > member.readSeq) {
    await tx
      .update(messages)
      .set({ isRead: true })
      .where(
        and(
          eq(messages.conversationId, conversationId),
          eq(messages.receiverId, userId),
          gt(messages.seq, member.readSeq),
          lte(messages.seq, marks.readSeq),
        ),
      );
  }
  const unread = sql<number>`(
    select count(*) from ${messages}
    where ${messages.conversationId} = ${conversationId}
      and ${messages.receiverId} = ${userId} and ${messages.seq} > ${marks.readSeq}
  )`;
  const [stored] = await tx
    .update(conversationMembers)
    .set({ ...marks, unreadCount: unread })
    .where(
      and(eq(conversationMembers.conversationId, conversationId), eq(conversationMembers.userId, userId)),
    )
    .returning({ unreadCount: conversationMembers.unreadCount });
  facts.push({ name: 'receipt.moved', data: { conversationId, userId, ...marks } });
  return stored?.unreadCount ?? 0;
}
