import type { DraftView, ThreadSettings } from '#contract/own-threads';
import type { conversationMembers } from '#server/db/schema/index';

type SettingsRow = Pick<typeof conversationMembers.$inferSelect, 'markedUnread' | 'mutedUntil' | 'pinnedAt'>;

/** What may be there: the columns of a member's draft beside those of the member. */
interface DraftRow {
  readonly draftText: string | null;
  readonly draftReplyToSeq: number | null;
  readonly draftUpdatedAt: Date | null;
}

/** How a member sees their thread. */
export function presentSettings({ markedUnread, mutedUntil, pinnedAt }: SettingsRow): ThreadSettings {
  return {
    markedUnread,
    mutedUntil: mutedUntil?.toISOString() ?? null,
    pinnedAt: pinnedAt?.toISOString() ?? null,
  };
}

/** What a member has begun to write, if anything. */
export function presentDraft(row: DraftRow): DraftView | null {
  const { draftText, draftReplyToSeq, draftUpdatedAt } = row;
  if (draftText === null || draftUpdatedAt === null) return null;
  return { text: draftText, replyToSeq: draftReplyToSeq, updatedAt: draftUpdatedAt.toISOString() };
}
