import { getTableColumns, getTableName, inArray, sql } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import {
  blobRemovals,
  checkIns,
  clientRoutineAssignments,
  conversationMembers,
  conversations,
  dailyExercises,
  dailyLogs,
  inviteTokens,
  media,
  messageReactions,
  messages,
  routineExercises,
  routines,
  routineTemplates,
  savedReplies,
  scheduledMessages,
  scheduledRoutines,
  userAchievements,
  users,
} from '#server/db/schema/index';
import type { Tx } from '#server/platform/postgres';
import type { keepPictures } from './pictures.ts';
import type { Rows } from './rows.ts';

/** One statement never carries more, so that no parameter grows beyond a few megabytes. */
const CHUNK = 5_000;

/** Stores all rows, parents before children; what points in a circle is tied up at the end. */
export async function storeRows(
  tx: Tx,
  rows: Rows,
  pictures: Awaited<ReturnType<typeof keepPictures>>,
): Promise<void> {
  const messageIds = idsInTime(rows);
  await insertAll(tx, users, rows.users);
  await insertAll(tx, inviteTokens, rows.inviteTokens);
  await insertAll(tx, routineTemplates, rows.routineTemplates);
  await insertAll(tx, routines, rows.routines);
  await insertAll(tx, routineExercises, rows.routineExercises);
  await insertAll(
    tx,
    clientRoutineAssignments,
    rows.assignments.map((row) => ({ ...row, currentScheduledId: null })),
  );
  await insertAll(tx, scheduledRoutines, rows.scheduledRoutines);
  await insertAll(tx, conversations, rows.conversations);
  await insertAll(tx, conversationMembers, rows.conversationMembers);
  await insertAll(tx, checkIns, rows.checkIns);
  await insertAll(tx, dailyLogs, rows.dailyLogs);
  await insertAll(tx, dailyExercises, rows.dailyExercises);
  await insertAll(tx, userAchievements, rows.userAchievements);
  const numbered = <Row extends { messageId: number }>(row: Row) => ({
    ...row,
    messageId: messageIds.get(row.messageId) ?? row.messageId,
  });
  await insertAll(tx, messages, rows.messages.map(numbered));
  await insertAll(tx, messageReactions, rows.messageReactions.map(numbered));
  await insertAll(tx, media, pictures.map(numbered));
  const blobKeys = pictures.map(({ blobKey }) => blobKey);
  await tx.delete(blobRemovals).where(inArray(blobRemovals.blobKey, blobKeys));
  await insertAll(tx, savedReplies, rows.savedReplies);
  await insertAll(tx, scheduledMessages, rows.scheduledMessages);
  await tieUp(tx, rows, messageIds);
}

/** Messages were made thread by thread; as people write them, a later one has a higher id. By the ids they were made with. */
function idsInTime(rows: Rows): ReadonlyMap<number, number> {
  const inTime = rows.messages.toSorted(
    (a, b) => a.createdAt.getTime() - b.createdAt.getTime() || a.messageId - b.messageId,
  );
  return new Map(inTime.map((row, index) => [row.messageId, index + 1]));
}

async function tieUp(tx: Tx, rows: Rows, messageIds: ReadonlyMap<number, number>): Promise<void> {
  const answers = [...rows.reviewMessages].map(([checkInId, id]) => [checkInId, messageIds.get(id)]);
  const shown = rows.assignments.map((row) => [row.assignmentId, row.currentScheduledId]);
  await tx.execute(sql`
    update client_routine_assignments set current_scheduled_id = (pair->>1)::int
    from jsonb_array_elements(${JSON.stringify(shown)}::jsonb) pair where assignment_id = (pair->>0)::int`);
  await tx.execute(sql`
    update check_ins set review_message_id = (pair->>1)::int
    from jsonb_array_elements(${JSON.stringify(answers)}::jsonb) pair
    where check_in_id = (pair->>0)::int`);
}

/** Rows as one JSON parameter a chunk: binding a value for each cell would take longer than storing them. */
async function insertAll<Table extends PgTable>(
  tx: Tx,
  table: Table,
  rows: readonly Table['$inferInsert'][],
): Promise<void> {
  for (let start = 0; start < rows.length; start += CHUNK) {
    await insertChunk(tx, table, rows.slice(start, start + CHUNK));
  }
  await continueSerial(tx, table);
}

async function insertChunk(tx: Tx, table: PgTable, rows: readonly object[]): Promise<void> {
  const used = new Set(rows.flatMap((row) => Object.keys(row)));
  const columns = Object.entries(getTableColumns(table)).filter(([key]) => used.has(key));
  const named = rows.map((row) => {
    const cells = new Map<string, unknown>(Object.entries(row));
    return Object.fromEntries(columns.map(([key, column]) => [column.name, cells.get(key)]));
  });
  const list = sql.join(
    columns.map(([, column]) => sql.identifier(column.name)),
    sql`, `,
  );
  await tx.execute(sql`insert into ${table} (${list})
    select ${list} from json_populate_recordset(null::${table}, ${JSON.stringify(named)}::json)`);
}

/** The ids were given here: what is made later goes on after them. */
async function continueSerial(tx: Tx, table: PgTable): Promise<void> {
  const serial = Object.values(getTableColumns(table)).find((column) => column.getSQLType() === 'serial');
  if (!serial) return;
  await tx.execute(sql`select setval(pg_get_serial_sequence(${getTableName(table)}, ${serial.name}),
    (select coalesce(max(${sql.identifier(serial.name)}), 1) from ${table}))`);
}
