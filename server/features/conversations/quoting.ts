import { and, count, eq, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';
import { MAX_QUOTES } from '#contract/message-acts';
import { messages } from '#server/db/schema/index';
import type { TxCtx } from '#server/kernel/context';
import { conflict, invalidInput } from '#server/kernel/errors';
import type { StoredMessage } from './rows.ts';

/** Characters of what a quote shows: whoever wants to read the rest goes there. */
const SHOWN_LENGTH = 300;

/**
 * The beginning of a text, as its quotes show it. Whole, one long text would be in the answer once for each message that
 * quotes it.
 */
export function quotedText(content: AnyPgColumn | SQL): SQL<string> {
  return sql<string>`case when char_length(${content}) <= ${SHOWN_LENGTH}::int then ${content}
    else rtrim(left(${content}, ${SHOWN_LENGTH - 1}::int)) || '…' end`;
}

/**
 * What a new message quotes.
 * @throws AppError `invalid_input` on `replyToSeq`
 */
export async function findQuoted(
  ctx: TxCtx,
  conversationId: number,
  seq: number,
): Promise<StoredMessage['quoted']> {
  const [quoted] = await ctx.open.tx
    .select({
      messageId: messages.messageId,
      seq: messages.seq,
      senderId: messages.senderId,
      content: quotedText(messages.content),
      attachmentCount: messages.attachmentCount,
    })
    .from(messages)
    .where(and(eq(messages.conversationId, conversationId), eq(messages.seq, seq)));
  if (!quoted) throw invalidInput('replyToSeq', 'names no message of this conversation');
  return quoted;
}

/** Whether a message is quoted so often already that a change of it is as much as one step may be. */
export async function isQuotedEnough(ctx: TxCtx, conversationId: number, seq: number): Promise<boolean> {
  const quotes = ctx.open.tx
    .select({ seq: messages.seq })
    .from(messages)
    .where(and(eq(messages.conversationId, conversationId), eq(messages.replyToSeq, seq)))
    .limit(MAX_QUOTES)
    .as('quotes');
  const [counted] = await ctx.open.tx.select({ quotes: count() }).from(quotes);
  return (counted?.quotes ?? 0) >= MAX_QUOTES;
}

export function quotedEnough() {
  return conflict(`This message has been answered ${MAX_QUOTES} times. Answer a later one, or none.`);
}
