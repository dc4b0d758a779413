import { and, asc, between, eq, sql } from 'drizzle-orm';
import * as z from 'zod/mini';
import type { ListScheduledQuery, ScheduledRoutineView } from '#contract/training';
import { calendarDay, id } from '#contract/primitives';
import { routines, scheduledRoutines } from '#server/db/schema/index';
import { conversationOf } from '#server/features/conversations/index';
import { executor } from '#server/kernel/context';
import type { Ctx } from '#server/kernel/context';
import { invalidInput, notFound } from '#server/kernel/errors';
import { pageOf, positionOf } from '#server/kernel/pages';
import type { Page } from '#server/kernel/pages';
import type { Executor } from '#server/platform/postgres';
import { presentScheduled } from '../present.ts';
import type { ScheduledRow } from '../present.ts';
import { doneIn, plansOf } from './plans.ts';

const position = z.tuple([calendarDay, id]);

/**
 * A client's calendar from day to day, both included: one's own, or for a coach that of the named client.
 * @throws AppError `invalid_input` when a coach names no client, `not_found` for somebody else's
 */
export async function listScheduled(
  ctx: Ctx,
  query: ListScheduledQuery,
): Promise<Page<ScheduledRoutineView>> {
  const clientId = await calendarOf(ctx, query.clientId);
  const { userId, scheduledDate, scheduledId } = scheduledRoutines;
  const after = positionOf(query.cursor, position);
  const rows = await selectScheduled(executor(ctx))
    .where(
      and(
        eq(userId, clientId),
        between(scheduledDate, query.from, query.to),
        after && sql`(${scheduledDate}, ${scheduledId}) > (${after[0]}::date, ${after[1]}::integer)`,
      ),
    )
    .orderBy(asc(scheduledDate), asc(scheduledId))
    .limit(query.limit + 1);
  const page = pageOf(rows, query.limit, ({ scheduled }) => [scheduled.scheduledDate, scheduled.scheduledId]);
  return { ...page, items: await presentAll(executor(ctx), page.items) };
}

/**
 * One entry as it is now; access is the caller's to check.
 * @throws AppError `not_found`
 */
export async function scheduledView(db: Executor, scheduledId: number): Promise<ScheduledRoutineView> {
  const rows = await selectScheduled(db).where(eq(scheduledRoutines.scheduledId, scheduledId));
  const [view] = await presentAll(db, rows);
  if (!view) throw notFound('scheduled routine');
  return view;
}

async function calendarOf(ctx: Ctx, asked: number | undefined): Promise<number> {
  if (ctx.actor.role === 'CLIENT') {
    if (asked !== undefined && asked !== ctx.actor.userId) throw notFound('client');
    return ctx.actor.userId;
  }
  if (asked === undefined) throw invalidInput('clientId', 'must name a client');
  await conversationOf(ctx, asked);
  return asked;
}

function selectScheduled(db: Executor) {
  return db
    .select({ scheduled: scheduledRoutines, name: routines.name })
    .from(scheduledRoutines)
    .innerJoin(routines, eq(routines.routineId, scheduledRoutines.routineId))
    .$dynamic();
}

async function presentAll(db: Executor, rows: readonly ScheduledRow[]): Promise<ScheduledRoutineView[]> {
  const plans = await plansOf(db, [...new Set(rows.map(({ scheduled }) => scheduled.routineId))]);
  const done = await doneIn(
    db,
    rows.map(({ scheduled }) => scheduled.scheduledId),
  );
  return rows.map((row) =>
    presentScheduled(
      row,
      plans.get(row.scheduled.routineId) ?? [],
      done.get(row.scheduled.scheduledId) ?? [],
    ),
  );
}
