import { and, asc, desc, eq, inArray, sql } from 'drizzle-orm';
import * as z from 'zod/mini';
import type { AssignmentView, ListAssignmentsQuery } from '#contract/training';
import { counter, id } from '#contract/primitives';
import { clientRoutineAssignments, routines, scheduledRoutines } from '#server/db/schema/index';
import { conversationOf } from '#server/features/conversations/index';
import { executor } from '#server/kernel/context';
import type { Ctx } from '#server/kernel/context';
import { notFound } from '#server/kernel/errors';
import { pageOf, positionOf } from '#server/kernel/pages';
import type { Page } from '#server/kernel/pages';
import type { Executor } from '#server/platform/postgres';
import { presentAssignment } from '../present.ts';
import type { AssignmentRow } from '../present.ts';
import { doneIn, plansOf } from './plans.ts';

const position = z.tuple([counter, id]);
const hasEnded = sql<number>`(${clientRoutineAssignments.endedAt} is not null)::integer`;

/** The present state of many assignments, in three queries. */
export async function assignmentsById(
  db: Executor,
  ids: readonly number[],
): Promise<Map<number, AssignmentView>> {
  if (ids.length === 0) return new Map();
  const rows = await selectAssignments(db).where(inArray(clientRoutineAssignments.assignmentId, [...ids]));
  const views = await presentAll(db, rows);
  return new Map(views.map((view) => [view.assignmentId, view]));
}

/**
 * One assignment, for its client and their coach.
 * @throws AppError `not_found`
 */
export async function getAssignment(ctx: Ctx, assignmentId: number): Promise<AssignmentView> {
  const db = executor(ctx);
  const rows = await selectAssignments(db).where(eq(clientRoutineAssignments.assignmentId, assignmentId));
  const [row] = rows;
  if (!row) throw notFound('routine assignment');
  await conversationOf(ctx, row.assignment.clientId, 'routine assignment');
  const [view] = await presentAll(db, rows);
  if (!view) throw notFound('routine assignment');
  return view;
}

/**
 * A client's assignments for that client and their coach: active ones first, then the newest first.
 * @throws AppError `not_found` for anybody else
 */
export async function listAssignments(
  ctx: Ctx,
  clientId: number,
  query: ListAssignmentsQuery,
): Promise<Page<AssignmentView>> {
  await conversationOf(ctx, clientId);
  const { assignmentId } = clientRoutineAssignments;
  const after = positionOf(query.cursor, position);
  const rows = await selectAssignments(executor(ctx))
    .where(
      and(
        eq(clientRoutineAssignments.clientId, clientId),
        after && sql`(${hasEnded}, -${assignmentId}) > (${after[0]}::integer, ${-after[1]}::integer)`,
      ),
    )
    .orderBy(asc(hasEnded), desc(assignmentId))
    .limit(query.limit + 1);
  const page = pageOf(rows, query.limit, ({ assignment }) => [
    assignment.endedAt === null ? 0 : 1,
    assignment.assignmentId,
  ]);
  return { ...page, items: await presentAll(executor(ctx), page.items) };
}

function selectAssignments(db: Executor) {
  return db
    .select({ assignment: clientRoutineAssignments, name: routines.name, current: scheduledRoutines })
    .from(clientRoutineAssignments)
    .innerJoin(routines, eq(routines.routineId, clientRoutineAssignments.routineId))
    .leftJoin(
      scheduledRoutines,
      eq(scheduledRoutines.scheduledId, clientRoutineAssignments.currentScheduledId),
    )
    .$dynamic();
}

async function presentAll(db: Executor, rows: readonly AssignmentRow[]): Promise<AssignmentView[]> {
  const plans = await plansOf(
    db,
    rows.map((row) => row.assignment.routineId),
  );
  const done = await doneIn(
    db,
    rows.flatMap((row) => row.current?.scheduledId ?? []),
  );
  return rows.map((row) =>
    presentAssignment(
      row,
      plans.get(row.assignment.routineId) ?? [],
      done.get(row.current?.scheduledId ?? 0) ?? [],
    ),
  );
}
