import type { SavedReplyView } from '#contract/saved-replies';
import type { savedReplies } from '#server/db/schema/index';

/** A saved reply as its coach sees it. */
export function presentReply(row: typeof savedReplies.$inferSelect): SavedReplyView {
  return {
    id: row.savedReplyId,
    title: row.title,
    text: row.content,
    attachments: [],
    updatedAt: row.updatedAt.toISOString(),
  };
}
