import * as z from 'zod/mini';
import { displayName, userView } from './auth.ts';
import { INVITE_ROLES } from './enums.ts';
import { email, newPassword, pageCursor, pageLimit, timeZone } from './primitives.ts';

export const createInviteInput = z.strictObject({
  email,
  role: z._default(z.enum(INVITE_ROLES), 'CLIENT'),
});
export type CreateInviteInput = z.infer<typeof createInviteInput>;

/** An open invitation in the list of whoever made it. The link is shown once, when it is made or renewed. */
export const inviteView = z.object({
  id: z.int(),
  email: z.string(),
  role: z.enum(INVITE_ROLES),
  expiresAt: z.iso.datetime(),
  createdAt: z.iso.datetime(),
});
export type InviteView = z.infer<typeof inviteView>;

/** `mailed` is false when no mail left, or none leaves here: then the link is passed on by hand. */
export const createdInviteView = z.extend(inviteView, { url: z.string(), mailed: z.boolean() });
export type CreatedInviteView = z.infer<typeof createdInviteView>;

export const createdInvite = z.object({ invite: createdInviteView });

export const inviteList = z.object({ items: z.array(inviteView), nextCursor: z.nullable(z.string()) });

export const listInvitesQuery = z.strictObject({ cursor: pageCursor, limit: pageLimit });
export type ListInvitesQuery = z.infer<typeof listInvitesQuery>;

export const brandView = z.object({
  name: z.string(),
  tagline: z.nullable(z.string()),
  logoUrl: z.nullable(z.string()),
});
export type BrandView = z.infer<typeof brandView>;

/** What the holder of an invitation's link sees before accepting. */
export const invitationView = z.object({
  email: z.string(),
  role: z.enum(INVITE_ROLES),
  coach: z.object({ displayName: z.string() }),
  brand: brandView,
});
export type InvitationView = z.infer<typeof invitationView>;

export const acceptInvitationInput = z.strictObject({
  password: newPassword,
  displayName,
  timeZone: z.optional(timeZone),
});
export type AcceptInvitationInput = z.infer<typeof acceptInvitationInput>;

/** `conversationId` is the new thread with the coach; null for a coach. */
export const acceptedInvitation = z.object({ user: userView, conversationId: z.nullable(z.int()) });
