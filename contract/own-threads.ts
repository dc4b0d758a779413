import * as z from 'zod/mini';
import { id, storableText } from './primitives.ts';

/** Threads one person pins at most. */
export const MAX_PINNED = 20;

/** As long as a message, with room for the white space that is trimmed when it is sent. */
const MAX_DRAFT_LENGTH = 11_000;

/** What somebody has begun to write in a thread; nobody else ever sees it. */
export const draftView = z.object({
  text: z.string(),
  /** The `seq` of the message it answers. */
  replyToSeq: z.nullable(z.int()),
  /** By the server's clock: the later one holds. */
  updatedAt: z.iso.datetime(),
});
export type DraftView = z.infer<typeof draftView>;

/** How one member wants to see a thread, on all of their devices. */
export const threadSettings = z.object({
  /** To be looked at again. Watermarks stay where they are; reading on, or opening the thread, clears it. */
  markedUnread: z.boolean(),
  /** Quiet until then: no sound, no count, no toast. Far away for "until I say so". */
  mutedUntil: z.nullable(z.iso.datetime()),
  /** Pinned threads stand first. */
  pinnedAt: z.nullable(z.iso.datetime()),
});
export type ThreadSettings = z.infer<typeof threadSettings>;

/** What in a thread is its reader's own, besides what they have not read. */
export const ownSide = z.extend(threadSettings, {
  /** Left out of a `sync` that had no room for it: what is held stays. */
  draft: z.optional(z.nullable(draftView)),
});

/** What is left out stays as it is. */
export const updateSettingsBody = z
  .strictObject({
    markedUnread: z.exactOptional(z.boolean()),
    mutedUntil: z.exactOptional(z.nullable(z.iso.datetime('must be an instant like 2026-01-31T12:00:00Z'))),
    pinned: z.exactOptional(z.boolean()),
  })
  .check(z.refine((body) => Object.keys(body).length > 0, 'names no setting'));
export type UpdateSettingsBody = z.infer<typeof updateSettingsBody>;

/** Text of white space alone removes the draft. */
export const setDraftInput = z.strictObject({
  conversationId: id,
  text: storableText.check(
    z.maxLength(MAX_DRAFT_LENGTH, `must have at most ${MAX_DRAFT_LENGTH.toLocaleString('en')} characters`),
  ),
  replyToSeq: z.optional(z.nullable(id)),
});
export type SetDraftInput = z.infer<typeof setDraftInput>;
