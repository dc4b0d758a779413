import { Hono } from 'hono';
import * as z from 'zod/mini';
import {
  acceptedInvitation,
  acceptInvitationInput,
  createdInvite,
  createInviteInput,
  invitationView,
  inviteList,
  listInvitesQuery,
} from '#contract/invites';
import { idInPath } from '#contract/primitives';
import { visitorOf } from '#server/features/auth/index';
import type { Door } from '#server/features/auth/index';
import { contextOf, described, parsed } from '#server/kernel/routing';
import type { AppEnv } from '#server/kernel/routing';
import { Turns } from '#server/kernel/turns';
import { acceptInvitation } from './commands/accept-invitation.ts';
import { createInvite } from './commands/create-invite.ts';
import { revokeInvite } from './commands/revoke-invite.ts';
import { listInvites, showInvitation } from './queries.ts';

const tag = 'invitations';
/** Whatever stands there: what is no token of ours is gone like any other. */
const byToken = z.strictObject({ token: z.string() });

/** Inviting people, and accepting. */
export function inviteRoutes(door: Door) {
  // Whoever comes too late finds out before a password is hashed.
  const accepts = new Turns<string>();
  return new Hono<AppEnv>()
    .post(
      '/invites',
      described({
        summary: 'Invite an address; again renews the open invitation. `mailed` tells whether the mail left',
        tag,
        answers: { 201: createdInvite },
        errors: ['malformed', 'forbidden', 'conflict', 'invalid_input'],
      }),
      parsed('json', createInviteInput),
      async (c) => c.json({ invite: await createInvite(contextOf(c), door, c.req.valid('json')) }, 201),
    )
    .get(
      '/invites',
      described({
        summary: 'Your open invitations',
        tag,
        answers: { 200: inviteList },
        errors: ['forbidden', 'invalid_input'],
      }),
      parsed('query', listInvitesQuery),
      async (c) => c.json(await listInvites(contextOf(c), c.req.valid('query'))),
    )
    .delete(
      '/invites/:id',
      described({
        summary: 'Revoke one of your open invitations',
        tag,
        answers: { 204: null },
        errors: ['forbidden', 'not_found'],
      }),
      parsed('param', z.strictObject({ id: idInPath })),
      async (c) => {
        await revokeInvite(contextOf(c), c.req.valid('param').id);
        return c.body(null, 204);
      },
    )
    .get(
      '/invitations/:token',
      described({
        summary: 'What a link invites to',
        tag,
        answers: { 200: invitationView },
        errors: ['gone'],
        open: true,
      }),
      parsed('param', byToken),
      async (c) => c.json(await showInvitation(door, visitorOf(c, door), c.req.valid('param').token)),
    )
    .post(
      '/invitations/:token/accept',
      described({
        summary: 'Accept: make the account and log in',
        tag,
        answers: { 201: acceptedInvitation },
        errors: ['malformed', 'gone', 'invalid_input'],
        open: true,
      }),
      parsed('param', byToken),
      parsed('json', acceptInvitationInput),
      async (c) => {
        const { token } = c.req.valid('param');
        const input = c.req.valid('json');
        const { cookie, ...accepted } = await accepts.take(token, () =>
          acceptInvitation(door, visitorOf(c, door), token, input),
        );
        c.header('set-cookie', cookie);
        return c.json(accepted, 201);
      },
    );
}
