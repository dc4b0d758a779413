import { and, desc, eq, lt } from 'drizzle-orm';
import * as z from 'zod/mini';
import type { InvitationView, InviteView, ListInvitesQuery } from '#contract/invites';
import { id } from '#contract/primitives';
import { inviteTokens } from '#server/db/schema/index';
import { takeTurn } from '#server/features/auth/index';
import type { Door, Visitor } from '#server/features/auth/index';
import { brandOf } from '#server/features/branding/index';
import { requireRole } from '#server/kernel/access';
import { executor } from '#server/kernel/context';
import type { Ctx } from '#server/kernel/context';
import { pageOf, positionOf } from '#server/kernel/pages';
import type { Page } from '#server/kernel/pages';
import { invitationIsGone } from './errors.ts';
import { inviteColumns, presentInvite } from './present.ts';
import { isOpen, validInvitation } from './rows.ts';

const position = z.tuple([id]);

/**
 * The actor's own open invitations, the newest first; expired ones among them, to be renewed or revoked.
 * @throws AppError `forbidden` for clients
 */
export async function listInvites(ctx: Ctx, query: ListInvitesQuery): Promise<Page<InviteView>> {
  requireRole(ctx, 'COACH', 'ADMIN');
  const after = positionOf(query.cursor, position);
  const rows = await executor(ctx)
    .select(inviteColumns)
    .from(inviteTokens)
    .where(
      and(
        eq(inviteTokens.coachId, ctx.actor.userId),
        isOpen,
        after === undefined ? undefined : lt(inviteTokens.id, after[0]),
      ),
    )
    .orderBy(desc(inviteTokens.id))
    .limit(query.limit + 1);
  const page = pageOf(rows, query.limit, (row) => [row.id]);
  return { ...page, items: page.items.map(presentInvite) };
}

/**
 * What the holder of a link sees before accepting.
 * @throws AppError `gone`, `rate_limited`
 */
export async function showInvitation(door: Door, visitor: Visitor, token: string): Promise<InvitationView> {
  await takeTurn(door, 'invitation.address', visitor.address);
  const invitation = await validInvitation(door.db, door.clock, token);
  if (!invitation) throw invitationIsGone();
  return {
    email: invitation.email,
    role: invitation.role,
    coach: { displayName: invitation.inviterName },
    brand: await brandOf(door.db),
  };
}
