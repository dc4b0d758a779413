import { sql } from 'drizzle-orm';
import * as z from 'zod/mini';
import type { Members } from '#contract/conversations';
import type { PlainSend } from '#server/kernel/plain-sends';
import { isHeldUp } from '#server/platform/postgres';
import type { Db } from '#server/platform/postgres';
import { otherOf } from '../access.ts';
import { previewOf } from '../numbering.ts';

/** The numbers a stored message got, and the watermarks of its conversation at that moment. */
export interface StoredSend {
  readonly send: PlainSend;
  readonly messageId: number;
  readonly seq: number;
  readonly rev: number;
  readonly members: Members;
}

/** Why nothing was written into a conversation: somebody held it too long, or it has ended. */
export type Refusal = 'busy' | 'ended';

export interface StoredBatch {
  /** In the order of conversations and their `seq`. */
  readonly stored: readonly StoredSend[];
  /** By conversation id. */
  readonly refused: ReadonlyMap<number, Refusal>;
}

const answer = z.object({
  open: z.nullable(z.array(z.int())),
  /** ord, message id, seq, rev, the sender's watermarks, the receiver's. */
  stored: z.array(z.tuple([z.int(), z.int(), z.int(), z.int(), z.int(), z.int(), z.int(), z.int()])),
});
type StoredRow = z.infer<typeof answer>['stored'][number];

/**
 * Stores many plain messages with one statement, under the locks of their conversations. Gives what was stored; a
 * message whose id was used before is left out.
 * One conversation that stays locked must not hold up all others: then those that are free are stored, and the rest
 * is `busy`.
 */
export async function storeBatch(db: Db, sends: readonly PlainSend[], now: Date): Promise<StoredBatch> {
  try {
    return await storeUnder(db, sends, now, 'wait');
  } catch (error) {
    if (!isHeldUp(error)) throw error;
    return storeUnder(db, sends, now, 'skip');
  }
}

async function storeUnder(
  db: Db,
  sends: readonly PlainSend[],
  now: Date,
  whenLocked: 'wait' | 'skip',
): Promise<StoredBatch> {
  const ids = [...new Set(sends.map((send) => send.membership.conversationId))];
  const { rows } = await db.execute(
    sql`select * from store_plain_messages(${sql.param(ids)}::int[], ${JSON.stringify(sends.map(rowOf))}::json,
      ${now.toISOString()}::timestamptz, ${whenLocked === 'skip'})`,
  );
  const { open, stored } = answer.parse(rows[0]);
  const writable = new Set(open);
  const refusal: Refusal = whenLocked === 'skip' ? 'busy' : 'ended';
  return {
    stored: stored.flatMap((row) => {
      const send = sends[row[0]];
      return send ? [storedSend(send, row)] : [];
    }),
    refused: new Map(ids.filter((id) => !writable.has(id)).map((id) => [id, refusal])),
  };
}

function rowOf(send: PlainSend, ord: number) {
  return {
    ord,
    conversation_id: send.membership.conversationId,
    sender_id: send.senderId,
    client_message_id: send.clientMessageId,
    request_hash: send.requestHash,
    content: send.text,
    preview: previewOf(send.text),
  };
}

function storedSend(send: PlainSend, row: StoredRow): StoredSend {
  const [, messageId, seq, rev, sentDelivered, sentRead, gotDelivered, gotRead] = row;
  const members = {
    [send.senderId]: { deliveredSeq: sentDelivered, readSeq: sentRead },
    [otherOf(send.membership, send.senderId)]: { deliveredSeq: gotDelivered, readSeq: gotRead },
  };
  return { send, messageId, seq, rev, members };
}
