import { asc, desc, inArray, sql } from 'drizzle-orm';
import type { MessageView } from '#contract/conversations';
import type { ConversationChange, SyncInput, SyncResult } from '#contract/realtime';
import { messages } from '#server/db/schema/index';
import type { Ctx } from '#server/kernel/context';
import { snapshot } from '#server/kernel/transaction';
import type { Tx } from '#server/platform/postgres';
import { conversationsIn } from '../access.ts';
import { hydrateMessages } from '../hydrate.ts';
import type { StoredMessage } from '../rows.ts';
import { selectMessages } from '../rows.ts';
import { membersOf, presenceIn, presentConversation, selectConversations } from './conversation-rows.ts';
import type { ConversationRow } from './conversation-rows.ts';

/** A device that is further behind starts again from the newest page. */
const FAR_BEHIND = 200;
const NEWEST_PAGE = 50;
/** Messages one answer carries at most; the rest comes with `more`. */
const ANSWER_BUDGET = 1_000;

/** Everything that happened to the actor's conversations beyond what a device holds, all of one moment. */
export async function sync(ctx: Ctx, input: SyncInput): Promise<SyncResult> {
  const held = new Map(Object.entries(input.conversations).map(([id, rev]) => [Number(id), rev]));
  const { userId } = ctx.actor;
  return snapshot(ctx, async (tx) => {
    const mine = await selectConversations(tx).where(conversationsIn(ctx.actor));
    const ids = new Set(mine.map(({ conversation }) => conversation.conversationId));
    const known = mine.filter(({ conversation }) => held.has(conversation.conversationId));
    const plan = planChanges(known, held);
    const stored = await readMessages(tx, plan.steps);
    const views = byConversation(await hydrateMessages(tx, ctx.cards, stored));
    return {
      changes: plan.steps.map(({ row, fromRev, reset }): ConversationChange => ({
        conversationId: row.conversation.conversationId,
        fromRev,
        rev: row.conversation.rev,
        lastSeq: row.conversation.lastSeq,
        messages: views.get(row.conversation.conversationId) ?? [],
        members: membersOf(row),
        ...(reset && { reset }),
      })),
      states: Object.fromEntries(
        known.map((row) => [
          row.conversation.conversationId,
          {
            members: membersOf(row),
            unreadCount: unreadOf(row, userId),
            presence: presenceIn(row, ctx.presence),
            closedAt: row.conversation.closedAt?.toISOString() ?? null,
          },
        ]),
      ),
      added: mine
        .filter(({ conversation }) => !held.has(conversation.conversationId))
        .map((row) => presentConversation(row, userId, ctx.presence)),
      removed: [...held.keys()].filter((id) => !ids.has(id)),
      more: plan.more,
    };
  });
}

function byConversation(views: readonly MessageView[]): Map<number, MessageView[]> {
  const grouped = new Map<number, MessageView[]>();
  for (const view of views) {
    const group = grouped.get(view.conversationId);
    if (group) group.push(view);
    else grouped.set(view.conversationId, [view]);
  }
  return grouped;
}

interface Step {
  row: ConversationRow;
  fromRev: number;
  /** True when the device drops what it holds of this conversation. */
  reset: boolean;
}

function planChanges(
  known: readonly ConversationRow[],
  held: ReadonlyMap<number, number>,
): { steps: Step[]; more: boolean } {
  const steps: Step[] = [];
  let budget = ANSWER_BUDGET;
  for (const row of known) {
    const fromRev = held.get(row.conversation.conversationId) ?? 0;
    const behind = row.conversation.rev - fromRev;
    if (behind === 0) continue;
    // A device ahead of us remembers another database, such as one restored from a backup.
    const reset = behind > FAR_BEHIND || behind < 0;
    budget -= reset ? NEWEST_PAGE : behind;
    if (budget < 0 && steps.length > 0) return { steps, more: true };
    steps.push({ row, fromRev: reset ? 0 : fromRev, reset });
  }
  return { steps, more: false };
}

/** The messages of all steps in one query. */
async function readMessages(tx: Tx, steps: readonly Step[]): Promise<StoredMessage[]> {
  if (steps.length === 0) return [];
  const asked = JSON.stringify(
    steps.map(({ row, fromRev, reset }) => ({ id: row.conversation.conversationId, rev: fromRev, reset })),
  );
  const ids = tx.select({ id: sql<number>`m.message_id` })
    .from(sql`json_to_recordset(${asked}::json) as asked(id int, rev int, reset boolean), lateral (
      (select message_id from messages where not asked.reset and conversation_id = asked.id and rev > asked.rev)
      union all
      (select message_id from messages where asked.reset and conversation_id = asked.id order by seq desc limit ${NEWEST_PAGE})
    ) m`);
  return selectMessages(tx)
    .where(inArray(messages.messageId, ids))
    .orderBy(desc(messages.conversationId), asc(messages.seq));
}

function unreadOf(row: ConversationRow, userId: number): number {
  return (row.conversation.coachId === userId ? row.coachMember : row.clientMember).unreadCount;
}
