import { readInvitation } from '$lib/features/invites/invitations.ts';
import type { PageLoad } from './$types';

/** Not awaited by the page's first picture: the form's shape stands while the invitation is on its way. */
export const load: PageLoad = ({ params }) => ({
  token: params.token,
  invitation: readInvitation(params.token),
});
