import { sql } from 'drizzle-orm';
import { type AnyPgColumn, bigint, boolean, check, index, integer, pgTable } from 'drizzle-orm/pg-core';
import { jsonb, primaryKey, serial, text, uuid, varchar } from 'drizzle-orm/pg-core';
import { MEDIA_KINDS, MEDIA_PURPOSES } from '#contract/enums';
import { createdAt, instant, notNegative, oneOf, positive, updatedAt } from './columns.ts';
import { messages } from './messages.ts';
import { savedReplies } from './saved-replies.ts';
import { scheduledMessages } from './scheduled-messages.ts';
import { users } from './users.ts';

/**
 * Something that was uploaded. At most one thing holds it; what nothing holds is swept. The bytes lie in the store under
 * `blob_key`, which copies share: they go when the last row with that key does.
 */
export const media = pgTable(
  'media',
  {
    mediaId: serial('media_id').primaryKey(),
    ownerId: integer('owner_id')
      .notNull()
      .references(() => users.userId),
    purpose: varchar('purpose', { length: 20, enum: MEDIA_PURPOSES }).notNull(),
    kind: varchar('kind', { length: 20, enum: MEDIA_KINDS }).notNull(),
    contentType: varchar('content_type', { length: 100 }).notNull(),
    fileName: varchar('file_name', { length: 255 }).notNull(),
    bytes: integer('bytes').notNull(),
    width: integer('width'),
    height: integer('height'),
    durationMs: integer('duration_ms'),
    /** A few pixels as a `data:` URL. */
    preview: text('preview'),
    waveform: jsonb('waveform').$type<number[]>(),
    /** Whether the store holds a small picture of it as well. */
    hasThumb: boolean('has_thumb').notNull().default(false),
    blobKey: uuid('blob_key').notNull(),
    messageId: integer('message_id').references((): AnyPgColumn => messages.messageId),
    savedReplyId: integer('saved_reply_id').references((): AnyPgColumn => savedReplies.savedReplyId),
    scheduledMessageId: integer('scheduled_message_id').references(
      (): AnyPgColumn => scheduledMessages.scheduledMessageId,
    ),
    /** Its place among the attachments of what holds it. */
    position: integer('position').notNull().default(0),
    createdAt: createdAt(),
  },
  (t) => [
    oneOf('media_purpose_known', t.purpose, MEDIA_PURPOSES),
    oneOf('media_kind_known', t.kind, MEDIA_KINDS),
    positive('media_bytes_positive', t.bytes),
    check(
      'media_held_once',
      sql`num_nonnulls(${t.messageId}, ${t.savedReplyId}, ${t.scheduledMessageId}) <= 1`,
    ),
    index('media_message_id_index').on(t.messageId),
    index('media_saved_reply_id_index').on(t.savedReplyId),
    index('media_scheduled_message_id_index').on(t.scheduledMessageId),
    index('media_owner_id_index').on(t.ownerId),
    index('media_blob_key_index').on(t.blobKey),
    // What the sweep looks for; next to nothing in a large table.
    index('media_unheld_index')
      .on(t.createdAt)
      .where(sql`num_nonnulls(${t.messageId}, ${t.savedReplyId}, ${t.scheduledMessageId}) = 0`),
  ],
);

/** An upload that comes in pieces and can go on after a lost connection. */
export const mediaUploads = pgTable(
  'media_uploads',
  {
    uploadId: uuid('upload_id').primaryKey().defaultRandom(),
    ownerId: integer('owner_id')
      .notNull()
      .references(() => users.userId),
    purpose: varchar('purpose', { length: 20, enum: MEDIA_PURPOSES }).notNull(),
    fileName: varchar('file_name', { length: 255 }).notNull(),
    /** How many bytes it will have, and how many are here. */
    bytes: bigint('bytes', { mode: 'number' }).notNull(),
    received: bigint('received', { mode: 'number' }).notNull().default(0),
    /** Where the small picture of a video lies, if one was sent. */
    posterKey: uuid('poster_key'),
    /** What it became; asking again for its end gives the same. */
    mediaId: integer('media_id').references(() => media.mediaId, { onDelete: 'cascade' }),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    oneOf('media_uploads_purpose_known', t.purpose, MEDIA_PURPOSES),
    positive('media_uploads_bytes_positive', t.bytes),
    check('media_uploads_received_range', sql`${t.received} between 0 and ${t.bytes}`),
    index('media_uploads_owner_id_index').on(t.ownerId),
    index('media_uploads_media_id_index').on(t.mediaId),
  ],
);

/** The pieces of an upload that are here. Whoever removes one says in `blob_removals` that its bytes may go. */
export const mediaPieces = pgTable(
  'media_pieces',
  {
    uploadId: uuid('upload_id')
      .notNull()
      .references(() => mediaUploads.uploadId),
    /** The byte of the whole it begins at. */
    start: bigint('start', { mode: 'number' }).notNull(),
    bytes: integer('bytes').notNull(),
    blobKey: uuid('blob_key').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.uploadId, t.start] }),
    notNegative('media_pieces_start_range', t.start),
    positive('media_pieces_bytes_positive', t.bytes),
  ],
);

/**
 * Bytes that may go once they are due: written before they are stored and taken back by what comes to hold them, and
 * written again with what lets go of them. So a crash forgets none.
 */
export const blobRemovals = pgTable('blob_removals', {
  blobKey: uuid('blob_key').primaryKey(),
  dueAt: instant('due_at').notNull(),
});
