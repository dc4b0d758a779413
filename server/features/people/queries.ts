import { and, asc, eq, or, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import * as z from 'zod/mini';
import type { AccountView, ListAccountsQuery } from '#contract/people';
import { id, storableText } from '#contract/primitives';
import { users } from '#server/db/schema/index';
import { requireRole } from '#server/kernel/access';
import { executor } from '#server/kernel/context';
import type { Ctx } from '#server/kernel/context';
import { notFound } from '#server/kernel/errors';
import { contains } from '#server/kernel/like';
import { pageOf, positionOf } from '#server/kernel/pages';
import type { Page } from '#server/kernel/pages';

/** Lists run by name, and by id among people of one name. */
const position = z.tuple([storableText, id]);
const sortName = sql<string>`lower(${users.displayName})`;
const coach = alias(users, 'coach');

/**
 * Everybody with an account, by name; `q` looks in names and addresses.
 * @throws AppError `forbidden` for all but admins, `invalid_input` for a foreign cursor
 */
export async function listPeople(ctx: Ctx, query: ListAccountsQuery): Promise<Page<AccountView>> {
  requireRole(ctx, 'ADMIN');
  const after = positionOf(query.cursor, position);
  const rows = await selectAccounts(ctx, [
    after && sql`(${sortName}, ${users.userId}) > (${after[0]}, ${after[1]})`,
    query.q === undefined || query.q === '' ? undefined : named(query.q),
    query.role && eq(users.role, query.role),
    query.coach === undefined ? undefined : eq(users.coachId, query.coach),
  ])
    .orderBy(asc(sortName), asc(users.userId))
    .limit(query.limit + 1);
  const page = pageOf(rows, query.limit, (row) => [row.sortName, row.id]);
  return { ...page, items: page.items.map(present) };
}

/**
 * One account as it is now; access is the caller's to check.
 * @throws AppError `not_found`
 */
export async function accountOf(ctx: Ctx, personId: number): Promise<AccountView> {
  const [row] = await selectAccounts(ctx, [eq(users.userId, personId)]);
  if (!row) throw notFound('person');
  return present(row);
}

function selectAccounts(ctx: Ctx, conditions: readonly (SQL | undefined)[]) {
  return executor(ctx)
    .select({
      id: users.userId,
      displayName: users.displayName,
      email: users.email,
      role: users.role,
      coach: { id: coach.userId, displayName: coach.displayName },
      clientCount:
        sql<number>`(select count(*) from users client where client.coach_id = ${users.userId})`.mapWith(
          Number,
        ),
      lastSeenAt: users.lastSeenAt,
      deactivatedAt: users.deactivatedAt,
      createdAt: users.createdAt,
      sortName,
    })
    .from(users)
    .leftJoin(coach, eq(coach.userId, users.coachId))
    .where(and(...conditions));
}

type AccountRow = Awaited<ReturnType<typeof selectAccounts>>[number];

function named(text: string): SQL | undefined {
  return or(contains(users.displayName, text), contains(users.email, text));
}

function present({ sortName: _, ...row }: AccountRow): AccountView {
  return {
    ...row,
    lastSeenAt: row.lastSeenAt?.toISOString() ?? null,
    deactivatedAt: row.deactivatedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
