import * as z from 'zod/mini';
import { id, trimmedText } from './primitives.ts';

/** Longest text of a message, in characters as JavaScript counts them. */
export const MAX_MESSAGE_LENGTH = 10_000;

/** How often one message can be edited: all that it said before is kept. */
export const MAX_EDITS = 100;

/** How many messages quote one at most: when it changes, each of them does. */
export const MAX_QUOTES = 500;

/** Different emoji under one message at most. */
export const MAX_REACTIONS = 20;

/** One emoji as keyboards write it: fully qualified, so that one emoji is one string. */
export const emoji = z
  .string()
  .check(z.minLength(1), z.maxLength(32), z.refine(isEmoji, 'must be one emoji'));

/** A new text; empty only with attachments. */
export const editMessageBody = z.strictObject({ text: trimmedText(0, MAX_MESSAGE_LENGTH) });
export const editMessageInput = z.extend(editMessageBody, { messageId: id });
export type EditMessageInput = z.infer<typeof editMessageInput>;

export const deleteMessageInput = z.strictObject({ messageId: id });
export type DeleteMessageInput = z.infer<typeof deleteMessageInput>;

export const reactionInput = z.strictObject({ messageId: id, emoji, on: z.boolean() });
export type ReactionInput = z.infer<typeof reactionInput>;

/** What a message said before it was edited, and since when it said so. */
export const messageVersion = z.object({ text: z.string(), writtenAt: z.iso.datetime() });
export type MessageVersion = z.infer<typeof messageVersion>;

/** The earlier texts of a message, the oldest first; none once it is deleted. */
export const messageVersions = z.object({ items: z.array(messageVersion) });

let oneEmoji: RegExp | undefined;

/** Compiled when first needed: older browsers do not know the flag, and only servers ask. */
function isEmoji(text: string): boolean {
  oneEmoji ??= new RegExp('^\\p{RGI_Emoji}$', 'v');
  return oneEmoji.test(text);
}
