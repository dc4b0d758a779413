import type { MediaView } from '#contract/media';
import type { SavedReplyView } from '#contract/saved-replies';
import type { savedReplies } from '#server/db/schema/index';

/** A saved reply as its coach sees it. */
export function presentReply(
  row: typeof savedReplies.$inferSelect,
  attachments: readonly MediaView[],
): SavedReplyView {
  return {
    id: row.savedReplyId,
    title: row.title,
    text: row.content,
    attachments: [...attachments],
    updatedAt: row.updatedAt.toISOString(),
  };
}
