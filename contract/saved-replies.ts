import * as z from 'zod/mini';
import { mediaIdList, mediaIds, saysSomething } from './conversations.ts';
import { mediaView } from './media.ts';
import { pageCursor, pageLimit, trimmedText } from './primitives.ts';
import { REPLY_FIELDS, unknownFields } from './rules/reply-fields.ts';

/** Saved replies of one coach at most. */
export const MAX_SAVED_REPLIES = 200;

/** What a coach says again and again. Its text may hold fields in braces, filled in where it is used. */
export const savedReplyView = z.object({
  id: z.int(),
  title: z.string(),
  text: z.string(),
  attachments: z.array(mediaView),
  updatedAt: z.iso.datetime(),
});
export type SavedReplyView = z.infer<typeof savedReplyView>;

export const savedReplyAnswer = z.object({ reply: savedReplyView });
export const savedReplyList = z.object({
  items: z.array(savedReplyView),
  nextCursor: z.nullable(z.string()),
});

/** Copies of what a reply carries, in its order: the asker's own, to be sent with a message. */
export const copiedAttachments = z.object({ attachments: z.array(mediaView) });

const title = trimmedText(1, 80);
const text = trimmedText(0, 10_000).check(refuseUnknownFields);

/** Its text may be empty with media. */
export const savedReplyInput = z.strictObject({ title, text, mediaIds }).check(saysSomething);
export type SavedReplyInput = z.infer<typeof savedReplyInput>;

/** What is left out stays; `mediaIds` names all that it is to carry, what it carries already included. */
export const changeSavedReplyInput = z
  .strictObject({ title: z.optional(title), text: z.optional(text), mediaIds: z.optional(mediaIdList) })
  .check(z.refine((input) => Object.keys(input).length > 0, 'changes nothing'));
export type ChangeSavedReplyInput = z.infer<typeof changeSavedReplyInput>;

export const listSavedRepliesQuery = z.strictObject({ cursor: pageCursor, limit: pageLimit });
export type ListSavedRepliesQuery = z.infer<typeof listSavedRepliesQuery>;

function refuseUnknownFields(payload: z.core.ParsePayload<string>): void {
  const [unknown] = unknownFields(payload.value);
  if (unknown === undefined) return;
  const known = REPLY_FIELDS.map((field) => `{${field}}`).join(', ');
  payload.issues.push({
    code: 'custom',
    input: payload.value,
    message: `holds {${unknown}}, which nothing can be filled in for: use ${known}`,
  });
}
