import { inArray, sql } from 'drizzle-orm';
import * as z from 'zod';
import { conversations } from '#server/db/schema/index';
import type { PlainSend } from '#server/kernel/plain-sends';
import { isContention } from '#server/platform/postgres';
import type { Db } from '#server/platform/postgres';
import { previewOf } from '../numbering.ts';

/** The numbers a stored message got, and the watermarks of its conversation at that moment. */
export type StoredSend = z.infer<typeof storedRow>;

export interface StoredBatch {
  readonly stored: readonly StoredSend[];
  /** Conversations that stayed locked. */
  readonly busy: ReadonlySet<number>;
}

const storedRow = z.object({
  ord: z.number(),
  message_id: z.number(),
  seq: z.number(),
  rev: z.number(),
  members: z.record(z.string(), z.object({ deliveredSeq: z.number(), readSeq: z.number() })),
});

/** How long a write waits for conversations somebody else is writing to: longer than any such write should take. */
const LOCK_PATIENCE = sql.raw(`set local lock_timeout = '250ms'`);

/**
 * Stores many plain messages with one statement, under the locks of their conversations, taken in the order of their
 * ids so that two processes cannot wait for each other. Gives what was stored; a message whose id was used before is
 * left out. The writing statement's snapshot is younger than the locks, so it sees every earlier message.
 * One conversation that stays locked must not hold up all others: then those that are free are stored, and the ids of
 * the rest are `busy`.
 */
export async function storeBatch(db: Db, sends: readonly PlainSend[], now: Date): Promise<StoredBatch> {
  try {
    return await storeUnder(db, sends, now, 'wait');
  } catch (error) {
    if (!isContention(error)) throw error;
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
  const rows = sends.map((send, ord) => ({
    ord,
    conversation_id: send.membership.conversationId,
    sender_id: send.senderId,
    receiver_id:
      send.membership.coachId === send.senderId ? send.membership.clientId : send.membership.coachId,
    client_message_id: send.clientMessageId,
    request_hash: send.requestHash,
    content: send.text,
    preview: previewOf(send.text),
  }));
  return db.transaction(async (tx) => {
    await tx.execute(LOCK_PATIENCE);
    const locked = await tx
      .select({ id: conversations.conversationId })
      .from(conversations)
      .where(inArray(conversations.conversationId, ids))
      .orderBy(conversations.conversationId)
      .for('no key update', whenLocked === 'skip' ? { skipLocked: true } : {});
    const free = new Set(locked.map((row) => row.id));
    const writable = rows.filter((row) => free.has(row.conversation_id));
    const { rows: stored } = await tx.execute(storeStatement(JSON.stringify(writable), now));
    return { stored: z.array(storedRow).parse(stored), busy: new Set(ids.filter((id) => !free.has(id))) };
  });
}

function storeStatement(rows: string, now: Date) {
  return sql`
    with sent as (
      select * from json_to_recordset(${rows}::json) as r(
        ord int, conversation_id int, sender_id int, receiver_id int,
        client_message_id uuid, request_hash text, content text, preview text)
    ),
    fresh as (
      select s.*,
        c.last_seq + row_number() over w as seq,
        c.rev + row_number() over w as rev
      from sent s join conversations c using (conversation_id)
      where not exists (
        select from messages m
        where m.sender_id = s.sender_id and m.client_message_id = s.client_message_id)
      window w as (partition by s.conversation_id order by s.ord)
    ),
    stored as (
      insert into messages (conversation_id, seq, rev, sender_id, receiver_id, client_message_id, request_hash,
        content, created_at)
      select conversation_id, seq, rev, sender_id, receiver_id, client_message_id, request_hash, content,
        ${now.toISOString()}::timestamptz
      from fresh
      returning message_id, conversation_id, seq
    ),
    newest as (
      select distinct on (conversation_id) conversation_id, seq, rev, preview, sender_id
      from fresh order by conversation_id, seq desc
    ),
    bumped as (
      update conversations c
      set last_seq = n.seq, rev = n.rev, last_message_at = ${now.toISOString()}::timestamptz,
        preview = n.preview, preview_sender_id = n.sender_id, preview_kind = 'text'
      from newest n where c.conversation_id = n.conversation_id
    ),
    counted as (
      update conversation_members m
      set unread_count = m.unread_count + f.arrived
      from (select conversation_id, receiver_id, count(*) as arrived from fresh group by 1, 2) f
      where m.conversation_id = f.conversation_id and m.user_id = f.receiver_id
    ),
    marks as (
      select conversation_id,
        json_object_agg(user_id, json_build_object('deliveredSeq', delivered_seq, 'readSeq', read_seq)) as members
      from conversation_members
      where conversation_id in (select conversation_id from newest)
      group by 1
    )
    select f.ord, stored.message_id, f.seq, f.rev, marks.members
    from fresh f
      join stored on stored.conversation_id = f.conversation_id and stored.seq = f.seq
      join marks on marks.conversation_id = f.conversation_id
    order by f.conversation_id, f.seq`;
}
