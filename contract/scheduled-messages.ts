import * as z from 'zod/mini';
import { mediaIdList, mediaIds, messageView, personView, saysSomething } from './conversations.ts';
import { SCHEDULED_STATUSES } from './enums.ts';
import { mediaView } from './media.ts';
import { id, pageCursor, pageLimit, timeZone, trimmedText, uuid } from './primitives.ts';

/** How far ahead a message is scheduled at least and at most, in milliseconds. */
export const SOONEST_MS = 60_000;
export const LATEST_MS = 366 * 86_400_000;

/** Messages that wait, or could not be sent, in one thread at most. */
export const MAX_SCHEDULED = 100;

/** A message that is to be sent later, as its sender alone sees it. */
export const scheduledView = z.object({
  id: z.int(),
  conversationId: z.int(),
  /** Empty once it is sent: from then on its message says it. */
  text: z.string(),
  sendAt: z.iso.datetime(),
  /** The zone that moment was chosen in. */
  timeZone: z.string(),
  replyToSeq: z.nullable(z.int()),
  attachments: z.array(mediaView),
  status: z.enum(SCHEDULED_STATUSES),
  /** Why it could not be sent, in words; null unless `failed`. */
  failure: z.nullable(z.string()),
  createdAt: z.iso.datetime(),
});
export type ScheduledView = z.infer<typeof scheduledView>;

export const scheduledAnswer = z.object({ scheduled: scheduledView });
export const scheduledList = z.object({ items: z.array(scheduledView), nextCursor: z.nullable(z.string()) });

/** One among those of all threads; without its client once the thread is no longer the sender's. */
export const scheduledWithClient = z.extend(scheduledView, { client: z.nullable(personView) });
export type ScheduledWithClient = z.infer<typeof scheduledWithClient>;

export const scheduledEverywhere = z.object({
  items: z.array(scheduledWithClient),
  nextCursor: z.nullable(z.string()),
});

/** What sending it now answers: the message it became as well. */
export const sentAnswer = z.object({ scheduled: scheduledView, message: messageView });

const text = trimmedText(0, 10_000);
const sendAt = z.iso.datetime('must be an instant like 2026-01-31T07:00:00Z');

/** Its text may be empty with media. */
export const scheduleMessageInput = z
  .strictObject({
    text,
    sendAt,
    timeZone,
    replyToSeq: z.optional(id),
    mediaIds,
    clientRequestId: z.optional(uuid),
  })
  .check(saysSomething);
export type ScheduleMessageInput = z.infer<typeof scheduleMessageInput>;

/** What is left out stays. A moment with a failed one sets it going again. */
export const changeScheduledInput = z
  .strictObject({
    text: z.optional(text),
    sendAt: z.optional(sendAt),
    timeZone: z.optional(timeZone),
    /** Null quotes nothing any more. */
    replyToSeq: z.optional(z.nullable(id)),
    /** All that it is to carry: what it carries already, and new uploads. */
    mediaIds: z.optional(mediaIdList),
  })
  .check(z.refine((input) => Object.keys(input).length > 0, 'changes nothing'));
export type ChangeScheduledInput = z.infer<typeof changeScheduledInput>;

export const listScheduledMessagesQuery = z.strictObject({ cursor: pageCursor, limit: pageLimit });
export type ListScheduledMessagesQuery = z.infer<typeof listScheduledMessagesQuery>;
