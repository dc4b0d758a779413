import { asc, eq } from 'drizzle-orm';
import type { MessageVersion } from '#contract/message-acts';
import { messageVersions } from '#server/db/schema/index';
import { executor } from '#server/kernel/context';
import type { Ctx } from '#server/kernel/context';
import { requireMessage } from '../change-message.ts';

/**
 * What a message said before it was edited, the oldest first. Both people may look.
 * @throws AppError `not_found` for a message of somebody else's thread
 */
export async function listVersions(ctx: Ctx, messageId: number): Promise<{ items: MessageVersion[] }> {
  await requireMessage(ctx, messageId);
  const rows = await executor(ctx)
    .select({ text: messageVersions.content, writtenAt: messageVersions.writtenAt })
    .from(messageVersions)
    .where(eq(messageVersions.messageId, messageId))
    .orderBy(asc(messageVersions.messageVersionId));
  return { items: rows.map(({ text, writtenAt }) => ({ text, writtenAt: writtenAt.toISOString() })) };
}
