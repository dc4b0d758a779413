import type { InviteView } from '#contract/invites';
import { inviteTokens } from '#server/db/schema/index';

/** The columns of an invitation that whoever made it sees. */
export const inviteColumns = {
  id: inviteTokens.id,
  email: inviteTokens.email,
  role: inviteTokens.role,
  expiresAt: inviteTokens.expiresAt,
  createdAt: inviteTokens.createdAt,
};

type InviteRow = Omit<InviteView, 'expiresAt' | 'createdAt'> & { expiresAt: Date; createdAt: Date };

export function presentInvite(row: InviteRow): InviteView {
  return { ...row, expiresAt: row.expiresAt.toISOString(), createdAt: row.createdAt.toISOString() };
}
