import { sql } from 'drizzle-orm';
import { searchBlocks, searchWords } from '#server/db/schema/index';
import type { Tx } from '#server/platform/postgres';
import { kindsOf, textsOf, type Searchable } from '../searchable.ts';
import { stemsOf } from '../stems.ts';
import { termsOf } from '../terms.ts';
import { wordsOf } from '../words.ts';

/** Sequence numbers in a row of `search_words`: so much is written anew when one more message has a common word. */
const BLOCK = 256;

const blockOf = (seq: number): number => Math.floor(seq / BLOCK);

/** Makes messages of one conversation searchable that were not before. */
export async function addWords(
  tx: Tx,
  conversationId: number,
  messages: readonly Searchable[],
): Promise<void> {
  if (messages.length === 0) return;
  const words = messages.map((message) => textsOf(message).flatMap(wordsOf));
  const stems = await stemsOf(tx, words.flat());
  const rows = new Map<string, { word: string; block: number; ids: number[] }>();
  for (const [index, message] of messages.entries()) {
    const block = blockOf(message.seq);
    for (const word of termsOf(words[index] ?? [], stems, kindsOf(message))) {
      const key = `${block} ${word}`;
      const row = rows.get(key);
      if (row) row.ids.push(message.messageId);
      else rows.set(key, { word, block, ids: [message.messageId] });
    }
  }
  await tx.execute(sql`
    insert into ${searchWords} (conversation_id, word, block, message_ids)
    select ${conversationId}::int, word, block, ids
    from json_to_recordset(${JSON.stringify([...rows.values()])}::json) as w (word text, block int, ids int[])
    on conflict (conversation_id, word, block)
      do update set message_ids = search_words.message_ids || excluded.message_ids`);
  await addBlocks(tx, conversationId, messages);
}

async function addBlocks(tx: Tx, conversationId: number, messages: readonly Searchable[]): Promise<void> {
  const rows = messages.map(({ seq, messageId, createdAt }) => ({
    block: blockOf(seq),
    id: messageId,
    at: createdAt,
  }));
  await tx.execute(sql`
    insert into ${searchBlocks} (conversation_id, block, first_message_id, last_message_id, first_at, last_at)
    select ${conversationId}::int, block, min(id), max(id), min(at), max(at)
    from json_to_recordset(${JSON.stringify(rows)}::json) as b (block int, id int, at timestamptz)
    group by block
    on conflict (conversation_id, block) do update set
      first_message_id = least(search_blocks.first_message_id, excluded.first_message_id),
      last_message_id = greatest(search_blocks.last_message_id, excluded.last_message_id),
      first_at = least(search_blocks.first_at, excluded.first_at),
      last_at = greatest(search_blocks.last_at, excluded.last_at)`);
}

/** Takes away everything that messages were found by; what they say now is added afterwards. */
export async function removeWords(
  tx: Tx,
  conversationId: number,
  messages: readonly Pick<Searchable, 'messageId' | 'seq'>[],
): Promise<void> {
  if (messages.length === 0) return;
  const ids = sql`${sql.param(messages.map((message) => message.messageId))}::int[]`;
  const blocks = sql`${sql.param([...new Set(messages.map(({ seq }) => blockOf(seq)))])}::int[]`;
  await tx.execute(sql`
    update ${searchWords} set message_ids = array(select id from unnest(message_ids) id where id <> all (${ids}))
    where conversation_id = ${conversationId} and block = any (${blocks}) and message_ids && ${ids}`);
  await tx.execute(sql`
    delete from ${searchWords}
    where conversation_id = ${conversationId} and block = any (${blocks}) and message_ids = '{}'`);
}
