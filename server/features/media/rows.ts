import { eq, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { MediaView } from '#contract/media';
import { media } from '#server/db/schema/index';
import type { MediaHolder } from '#server/kernel/attachments';

export type MediaRow = typeof media.$inferSelect;

/** Nothing holds it, so its owner may use it, and the sweep may take it. Written as the index is. */
export const unheld = sql`num_nonnulls(${media.messageId}, ${media.savedReplyId}, ${media.scheduledMessageId}) = 0`;

/** What one thing holds. */
export function heldBy(holder: MediaHolder): SQL {
  if ('messageId' in holder) return eq(media.messageId, holder.messageId);
  if ('savedReplyId' in holder) return eq(media.savedReplyId, holder.savedReplyId);
  return eq(media.scheduledMessageId, holder.scheduledMessageId);
}

/** The names under which the store keeps the two pictures of a thing. */
export const fullKey = (blobKey: string) => `${blobKey}.full`;
export const thumbKey = (blobKey: string) => `${blobKey}.thumb`;

/** As everybody sees it who may. */
export function presentMedia(row: MediaRow): MediaView {
  const { kind, contentType, fileName, bytes, width, height, durationMs, preview, waveform } = row;
  const shown = { kind, contentType, fileName, bytes, width, height, durationMs, preview, waveform };
  return { id: row.mediaId, ...shown, poster: kind === 'video' && row.hasThumb };
}
