import * as z from 'zod/mini';
import { card } from './cards.ts';
import { MESSAGE_KINDS } from './enums.ts';
import { MAX_ATTACHMENTS, mediaView } from './media.ts';
import { MAX_MESSAGE_LENGTH } from './message-acts.ts';
import { ownSide } from './own-threads.ts';
import {
  calendarDay,
  counter,
  counterInQuery,
  id,
  pageCursor,
  pageLimit,
  trimmedText,
  uuid,
} from './primitives.ts';

/** One side of a thread, as the other side and the inbox see them. */
export const personView = z.object({
  id: z.int(),
  displayName: z.string(),
  timeZone: z.string(),
});
export type PersonView = z.infer<typeof personView>;

/** How far one member has come: both are sequence numbers and only grow. */
const watermarks = z.object({ deliveredSeq: z.int(), readSeq: z.int() });

/** Keyed by user id. */
export const members = z.record(z.string(), watermarks);
export type Members = z.infer<typeof members>;

export const presenceView = z.object({ online: z.boolean(), lastSeenAt: z.nullable(z.iso.datetime()) });
export type PresenceView = z.infer<typeof presenceView>;

/** A thread as a row of the inbox. `unreadCount` and the fields of `ownSide` are the asker's own. */
export const conversationView = z.object({
  id: z.int(),
  coach: personView,
  client: personView,
  lastSeq: z.int(),
  rev: z.int(),
  lastMessageAt: z.nullable(z.iso.datetime()),
  preview: z.nullable(z.object({ senderId: z.int(), kind: z.enum(MESSAGE_KINDS), text: z.string() })),
  unreadCount: z.int(),
  ...ownSide.shape,
  members,
  presence: z.record(z.string(), presenceView),
  /** When the client went to another coach; from then on the thread is theirs alone, to read. */
  closedAt: z.nullable(z.iso.datetime()),
});
export type ConversationView = z.infer<typeof conversationView>;

/** One emoji under a message, and who put it there, in the order of their ids. */
export const reaction = z.object({ emoji: z.string(), userIds: z.array(z.int()) });
export type Reaction = z.infer<typeof reaction>;

/** A message in its present state, the same for whoever looks. */
export const messageView = z.object({
  id: z.int(),
  conversationId: z.int(),
  seq: z.int(),
  rev: z.int(),
  clientMessageId: z.string(),
  senderId: z.int(),
  kind: z.enum(MESSAGE_KINDS),
  /** Empty with attachments alone, and once deleted. */
  text: z.string(),
  card: z.nullable(card),
  attachments: z.array(mediaView),
  /** The line of what is quoted, such as "Photo" where it has no text; empty once that is deleted. */
  replyTo: z.nullable(z.object({ seq: z.int(), senderId: z.int(), text: z.string() })),
  /** In the order in which each emoji first came. */
  reactions: z.array(reaction),
  createdAt: z.iso.datetime(),
  editedAt: z.nullable(z.iso.datetime()),
  deletedAt: z.nullable(z.iso.datetime()),
});
export type MessageView = z.infer<typeof messageView>;

export const messagePage = z.object({
  items: z.array(messageView),
  hasBefore: z.boolean(),
  hasAfter: z.boolean(),
  rev: z.int(),
});
export type MessagePage = z.infer<typeof messagePage>;

/** Uploads of the sender, in the order in which they are shown. */
export const mediaIdList = z.array(id).check(
  z.maxLength(MAX_ATTACHMENTS, `must name at most ${MAX_ATTACHMENTS}`),
  z.refine((ids) => new Set(ids).size === ids.length, 'names one twice'),
);

/** Those that nothing holds yet. None leaves no trace. */
export const mediaIds = z.optional(
  z.pipe(
    mediaIdList,
    z.transform((ids) => (ids.length === 0 ? undefined : ids)),
  ),
);

const message = z.strictObject({
  clientMessageId: uuid,
  text: trimmedText(0, MAX_MESSAGE_LENGTH),
  replyToSeq: z.optional(id),
  mediaIds,
});

/** A text may be empty beside media. */
export const saysSomething = z.refine<{ text: string; mediaIds?: number[] | undefined }>(
  ({ text, mediaIds }) => text !== '' || mediaIds !== undefined,
  { path: ['text'], message: 'must not be empty' },
);

/** A message on its way in: `clientMessageId` makes repeating it harmless. Its text may be empty with media. */
export const sendMessageBody = message.check(saysSomething);
export const sendMessageInput = z.extend(message, { conversationId: id }).check(saysSomething);
export type SendMessageInput = z.infer<typeof sendMessageInput>;

export const listConversationsQuery = z.strictObject({
  cursor: pageCursor,
  limit: pageLimit,
  q: z.optional(trimmedText(0, 80)),
});
export type ListConversationsQuery = z.infer<typeof listConversationsQuery>;

/**
 * At most one of the four: without any, the newest page. `before` and `after` are exclusive; `on` is a day where the
 * asker lives, and means the page around the first message of that day or, without one, of the next that has any.
 */
export const listMessagesQuery = z
  .strictObject({
    before: z.optional(counterInQuery),
    after: z.optional(counterInQuery),
    around: z.optional(counterInQuery),
    on: z.optional(calendarDay),
    limit: pageLimit,
  })
  .check(
    z.refine(
      (q) => [q.before, q.after, q.around, q.on].filter((x) => x !== undefined).length <= 1,
      'take one of before, after, around and on',
    ),
  );
export type ListMessagesQuery = z.infer<typeof listMessagesQuery>;

export const receiptInput = z.strictObject({ conversationId: id, seq: counter });
export type ReceiptInput = z.infer<typeof receiptInput>;
