import { and, asc, eq, isNull, or, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import * as z from 'zod/mini';
import type { ClientView, ListClientsQuery } from '#contract/clients';
import { id, storableText } from '#contract/primitives';
import { conversations, users } from '#server/db/schema/index';
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

/**
 * The actor's own clients, by name.
 * @throws AppError `forbidden` for clients, `invalid_input` for a foreign cursor
 */
export async function listClients(ctx: Ctx, query: ListClientsQuery): Promise<Page<ClientView>> {
  requireRole(ctx, 'COACH', 'ADMIN');
  const after = positionOf(query.cursor, position);
  const rows = await clientRows(ctx, [
    after && sql`(${sortName}, ${users.userId}) > (${after[0]}, ${after[1]})`,
    query.q === undefined || query.q === '' ? undefined : named(query.q),
  ])
    .orderBy(asc(sortName), asc(users.userId))
    .limit(query.limit + 1);
  const page = pageOf(rows, query.limit, (row) => [row.sortName, row.id]);
  return { ...page, items: page.items.map(present) };
}

/**
 * One of the actor's own clients.
 * @throws AppError `forbidden` for clients, `not_found` for anybody else's
 */
export async function getClient(ctx: Ctx, clientId: number): Promise<ClientView> {
  requireRole(ctx, 'COACH', 'ADMIN');
  const [row] = await clientRows(ctx, [eq(users.userId, clientId)]);
  if (!row) throw notFound('client');
  return present(row);
}

function clientRows(ctx: Ctx, conditions: readonly (SQL | undefined)[]) {
  return executor(ctx)
    .select({
      id: users.userId,
      displayName: users.displayName,
      email: users.email,
      timeZone: users.timeZone,
      unitSystem: users.unitSystem,
      conversationId: conversations.conversationId,
      joinedAt: users.createdAt,
      sortName,
    })
    .from(users)
    .innerJoin(
      conversations,
      and(eq(conversations.clientId, users.userId), eq(conversations.coachId, users.coachId)),
    )
    .where(and(eq(users.coachId, ctx.actor.userId), isNull(users.deactivatedAt), ...conditions));
}

function named(text: string): SQL | undefined {
  return or(contains(users.displayName, text), contains(users.email, text));
}

function present({
  sortName: _,
  ...row
}: Omit<ClientView, 'joinedAt'> & { joinedAt: Date; sortName: string }): ClientView {
  return { ...row, joinedAt: row.joinedAt.toISOString() };
}
