import type { UserView } from '#contract/auth';
import type { InviteRole } from '#contract/enums';
import type { AcceptInvitationInput, CreatedInviteView, InvitationView, InviteView } from '#contract/invites';
import { api } from '../../api.ts';
import { done, request } from '../../request.ts';

/** What a link invites to. Rejects with an `ApiError`: `gone` when it is no longer good. */
export async function readInvitation(token: string): Promise<InvitationView> {
  return request(api.invitations[':token'].$get({ param: { token } }));
}

/** Makes the account and logs in. Rejects with an `ApiError`: `gone`, `invalid_input` and the usual ones. */
export async function acceptInvitation(token: string, input: AcceptInvitationInput): Promise<UserView> {
  const { accept } = api.invitations[':token'];
  const { user } = await request(accept.$post({ param: { token }, json: input }));
  return user;
}

/** One page of one's own open invitations. */
export function listInvites(cursor: string | undefined) {
  return request(api.invites.$get({ query: cursor === undefined ? {} : { cursor } }));
}

/** Invites an address, or renews its open invitation. Rejects with an `ApiError`: `conflict` for known addresses. */
export async function invite(email: string, role: InviteRole): Promise<CreatedInviteView> {
  const answer = await request(api.invites.$post({ json: { email, role } }));
  return answer.invite;
}

/** Makes the link of an open invitation worthless. */
export async function revoke({ id }: Pick<InviteView, 'id'>): Promise<void> {
  await done(api.invites[':id'].$delete({ param: { id: String(id) } }));
}
