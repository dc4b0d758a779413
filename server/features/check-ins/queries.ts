import { and, desc, eq, lt, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import * as z from 'zod/mini';
import type { CheckInView, ListCheckInsQuery } from '#contract/check-ins';
import { addDays } from '#contract/rules/weeks';
import { calendarDay } from '#contract/primitives';
import { checkIns } from '#server/db/schema/index';
import { conversationOf } from '#server/features/conversations/index';
import { executor } from '#server/kernel/context';
import type { Ctx } from '#server/kernel/context';
import { notFound } from '#server/kernel/errors';
import { pageOf, positionOf } from '#server/kernel/pages';
import type { Page } from '#server/kernel/pages';
import type { Executor } from '#server/platform/postgres';
import { presentCheckIn } from './present.ts';

const lastWeek = alias(checkIns, 'last_week');
const position = z.tuple([calendarDay]);

/** Check-ins with the weight of the week before each, in one query. */
export function selectCheckIns(db: Executor) {
  return db
    .select({ checkIn: checkIns, lastWeight: lastWeek.weight })
    .from(checkIns)
    .leftJoin(
      lastWeek,
      and(eq(lastWeek.clientId, checkIns.clientId), eq(lastWeek.weekOf, sql`${checkIns.weekOf} - 7`)),
    )
    .$dynamic();
}

/**
 * One check-in as it is now; access is the caller's to check.
 * @throws AppError `not_found`
 */
export async function checkInView(db: Executor, checkInId: number): Promise<CheckInView> {
  const [row] = await selectCheckIns(db).where(eq(checkIns.checkInId, checkInId));
  if (!row) throw notFound('check-in');
  return presentCheckIn(row);
}

/**
 * A client's check-ins, newest week first, for that client and their coach.
 * @throws AppError `not_found` for anybody else
 */
export async function listCheckIns(
  ctx: Ctx,
  clientId: number,
  query: ListCheckInsQuery,
): Promise<Page<CheckInView>> {
  await conversationOf(ctx, clientId);
  const after = positionOf(query.cursor, position);
  const rows = await selectCheckIns(executor(ctx))
    .where(and(eq(checkIns.clientId, clientId), after && lt(checkIns.weekOf, after[0])))
    .orderBy(desc(checkIns.weekOf))
    .limit(query.limit + 1);
  const page = pageOf(rows, query.limit, (row) => [row.checkIn.weekOf]);
  return { ...page, items: page.items.map(presentCheckIn) };
}

/** The check-in of the week after, whose card compares itself with this one. */
export async function followingCheckIn(
  db: Executor,
  week: { clientId: number; weekOf: string },
): Promise<number | undefined> {
  const [next] = await db
    .select({ checkInId: checkIns.checkInId })
    .from(checkIns)
    .where(and(eq(checkIns.clientId, week.clientId), eq(checkIns.weekOf, addDays(week.weekOf, 7))));
  return next?.checkInId;
}
