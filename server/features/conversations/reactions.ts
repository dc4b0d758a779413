import { asc, inArray, sql } from 'drizzle-orm';
import type { Reaction } from '#contract/conversations';
import { messageReactions } from '#server/db/schema/index';
import type { Executor } from '#server/platform/postgres';
import type { ShownMessage } from './rows.ts';

const { messageId, emoji, userId, createdAt } = messageReactions;

/** What is under these messages, by message id, in the order in which each emoji first came. Most have nothing. */
export async function reactionsOf(
  db: Executor,
  stored: readonly ShownMessage[],
): Promise<ReadonlyMap<number, readonly Reaction[]>> {
  const found = new Map<number, Reaction[]>();
  const ids = stored
    .filter(({ message }) => message.reactionCount > 0)
    .map(({ message }) => message.messageId);
  if (ids.length === 0) return found;
  const rows = await db
    .select({ messageId, emoji, userIds: sql<number[]>`array_agg(${userId} order by ${userId})` })
    .from(messageReactions)
    .where(inArray(messageId, ids))
    .groupBy(messageId, emoji)
    .orderBy(sql`min(${createdAt})`, asc(emoji));
  for (const row of rows) {
    const reaction = { emoji: row.emoji, userIds: row.userIds };
    const before = found.get(row.messageId);
    if (before) before.push(reaction);
    else found.set(row.messageId, [reaction]);
  }
  return found;
}
