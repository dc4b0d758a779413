import { and, asc, eq, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import * as z from 'zod/mini';
import { id, instantInCursor } from '#contract/primitives';
import type {
  ListScheduledMessagesQuery,
  ScheduledView,
  ScheduledWithClient,
} from '#contract/scheduled-messages';
import { scheduledMessages } from '#server/db/schema/index';
import { requireMember } from '#server/features/conversations/index';
import { requireRole } from '#server/kernel/access';
import { executor } from '#server/kernel/context';
import type { Ctx } from '#server/kernel/context';
import { notFound } from '#server/kernel/errors';
import { pageOf, positionOf } from '#server/kernel/pages';
import type { Page } from '#server/kernel/pages';
import { clientsOf } from './clients-of.ts';
import { presentScheduled } from './present.ts';
import { inOpenThread, openRows, ownRow, ownRows, type ScheduledRow } from './rows.ts';

const position = z.tuple([instantInCursor, id]);

/**
 * What waits in one thread, or could not be sent, by its moment.
 * @throws AppError `forbidden` for a client, `not_found` for a thread that is not the actor's
 */
export async function listOfThread(
  ctx: Ctx,
  conversationId: number,
  query: ListScheduledMessagesQuery,
): Promise<Page<ScheduledView>> {
  requireRole(ctx, 'COACH', 'ADMIN');
  await requireMember(ctx, conversationId);
  return pageWhere(ctx, eq(scheduledMessages.conversationId, conversationId), query);
}

/**
 * The same for every thread and whom it is with, those included that are no longer the actor's: nothing of one's own is
 * lost unseen.
 * @throws AppError `forbidden` for a client
 */
export async function listMine(
  ctx: Ctx,
  query: ListScheduledMessagesQuery,
): Promise<Page<ScheduledWithClient>> {
  requireRole(ctx, 'COACH', 'ADMIN');
  const page = await pageWhere(ctx, undefined, query);
  const clients = await clientsOf(ctx, page.items);
  return {
    ...page,
    items: page.items.map((item) => ({ ...item, client: clients.get(item.conversationId) ?? null })),
  };
}

/**
 * One of the actor's, in a thread that is theirs.
 * @throws AppError `not_found`
 */
export async function ownOpenThreadRow(ctx: Ctx, scheduledId: number): Promise<ScheduledRow> {
  const [row] = await executor(ctx)
    .select()
    .from(scheduledMessages)
    .where(and(ownRow(ctx, scheduledId), inOpenThread(ctx)));
  if (!row) throw notFound('scheduled message');
  return row;
}

async function pageWhere(
  ctx: Ctx,
  condition: SQL | undefined,
  { cursor, limit }: ListScheduledMessagesQuery,
): Promise<Page<ScheduledView>> {
  const { sendAt, scheduledMessageId } = scheduledMessages;
  const after = positionOf(cursor, position);
  const rows = await executor(ctx)
    .select()
    .from(scheduledMessages)
    .where(
      and(
        ownRows(ctx),
        openRows,
        condition,
        after && sql`(${sendAt}, ${scheduledMessageId}) > (${after[0]}::timestamptz, ${after[1]}::integer)`,
      ),
    )
    .orderBy(asc(sendAt), asc(scheduledMessageId))
    .limit(limit + 1);
  const page = pageOf(rows, limit, (row) => [row.sendAt.toISOString(), row.scheduledMessageId]);
  return { ...page, items: await presentScheduled(ctx, page.items) };
}
