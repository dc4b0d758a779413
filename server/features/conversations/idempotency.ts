import { hash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { CardKind } from '#contract/cards';
import { messages } from '#server/db/schema/index';
import { executor } from '#server/kernel/context';
import type { Ctx } from '#server/kernel/context';
import { conflict } from '#server/kernel/errors';
import { referenceOf } from './card-reference.ts';

type MessageRow = typeof messages.$inferSelect;

const IDS: ReadonlySet<string> = new Set(['clientMessageId', 'clientRequestId']);

/** What a client's id was sent with, short enough to keep. The order of the keys does not matter. */
export function hashRequest(request: object): string {
  const said: Readonly<Record<string, unknown>> = { ...request };
  const entries: [string, unknown][] = [];
  for (const key of Object.keys(said).sort()) {
    const value = said[key];
    if (value !== undefined && !IDS.has(key)) entries.push([key, value]);
  }
  return hash('sha256', JSON.stringify(entries), 'base64url');
}

/**
 * The message the actor already sent under this id.
 * @throws AppError `conflict` when the id was first sent with something else
 */
export async function sentBefore(
  ctx: Ctx,
  clientMessageId: string,
  request: object,
): Promise<MessageRow | undefined> {
  const [earlier] = await executor(ctx)
    .select()
    .from(messages)
    .where(and(eq(messages.senderId, ctx.actor.userId), eq(messages.clientMessageId, clientMessageId)));
  if (earlier && earlier.requestHash !== hashRequest(request)) throw reusedId();
  return earlier;
}

/** The card an earlier request of the actor with this id made, if it did. */
export async function replayOf(
  ctx: Ctx,
  asked: { clientRequestId: string | undefined; kind: CardKind; request: object },
): Promise<{ messageId: number; referenceId: number } | undefined> {
  if (asked.clientRequestId === undefined) return undefined;
  const earlier = await sentBefore(ctx, asked.clientRequestId, asked.request);
  if (!earlier) return undefined;
  const referenceId = referenceOf(earlier);
  if (earlier.kind !== asked.kind || referenceId === null) throw reusedId();
  return { messageId: earlier.messageId, referenceId };
}

export function reusedId() {
  return conflict('This id was already used for something else.');
}
