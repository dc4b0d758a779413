import { and, asc, eq, gt, sql } from 'drizzle-orm';
import { conversations, messages, searchProgress } from '#server/db/schema/index';
import type { Services } from '#server/kernel/context';
import type { Tx } from '#server/platform/postgres';
import { searchableColumns, withFiles, type Searchable } from '../searchable.ts';
import { addWords, removeWords } from './write-words.ts';

/** Messages a transaction takes: short enough that nothing waits for it. */
const BATCH = 256;
/** And UTF-16 units of text, about: long ones take long to be cut into words, and everybody waits meanwhile. */
const BATCH_TEXT = 60_000;

type Progress = typeof searchProgress.$inferSelect;

/**
 * Makes the next messages of a conversation searchable, those that are new and those that changed, in the order of their
 * revisions and all in one transaction: a crash leaves nothing half done.
 * @returns whether there may be more; false as well while another process is at it
 */
export async function indexConversation(
  services: Pick<Services, 'db'>,
  conversationId: number,
): Promise<boolean> {
  return services.db.transaction(async (tx) => {
    // What a crash of the machine loses of this is done again.
    await tx.execute(sql`set local synchronous_commit = off`);
    const progress = await claim(tx, conversationId);
    if (!progress) return false;
    const read = await readChanged(tx, progress);
    const changed = firstOf(read);
    if (changed.length === 0) return false;
    await removeWords(
      tx,
      conversationId,
      changed.filter(({ seq }) => seq <= progress.indexedSeq),
    );
    await addWords(
      tx,
      conversationId,
      changed.filter(({ deleted }) => !deleted),
    );
    await record(tx, progress, changed);
    return read.length === BATCH || changed.length < read.length;
  });
}

/** The conversation's progress, ours until the end of the transaction; undefined while it is another's. */
async function claim(tx: Tx, conversationId: number): Promise<Progress | undefined> {
  // Nothing to insert, and nothing to wait for, where there is a row: another one may hold it for its whole batch.
  await tx.execute(sql`
    insert into ${searchProgress} (conversation_id)
    select ${conversationId} from ${conversations} where conversation_id = ${conversationId}
      and not exists (select from ${searchProgress} where conversation_id = ${conversationId})
    on conflict do nothing`);
  const [progress] = await tx
    .select()
    .from(searchProgress)
    .where(eq(searchProgress.conversationId, conversationId))
    .for('update', { skipLocked: true });
  return progress;
}

async function readChanged(tx: Tx, { conversationId, indexedRev }: Progress): Promise<Searchable[]> {
  const rows = await tx
    .select(searchableColumns)
    .from(messages)
    .where(and(eq(messages.conversationId, conversationId), gt(messages.rev, indexedRev)))
    .orderBy(asc(messages.rev))
    .limit(BATCH);
  return withFiles(tx, rows);
}

/** As many as fit, one at least. */
function firstOf(messages: readonly Searchable[]): readonly Searchable[] {
  let text = 0;
  const end = messages.findIndex(({ content }) => (text += content.length) >= BATCH_TEXT);
  return end === -1 ? messages : messages.slice(0, end + 1);
}

async function record(tx: Tx, progress: Progress, changed: readonly Searchable[]): Promise<void> {
  await tx
    .update(searchProgress)
    .set({
      indexedRev: changed.at(-1)?.rev ?? progress.indexedRev,
      indexedSeq: changed.reduce((highest, { seq }) => Math.max(highest, seq), progress.indexedSeq),
    })
    .where(eq(searchProgress.conversationId, progress.conversationId));
}
