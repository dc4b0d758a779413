import * as z from 'zod/mini';
import { ROLES, STAFF_ROLES } from './enums.ts';
import { id, idInPath, pageCursor, pageLimit, trimmedText } from './primitives.ts';

/** An account as an admin sees it: who somebody is, never what they say. */
export const accountView = z.object({
  id: z.int(),
  displayName: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  /** Of a client. */
  coach: z.nullable(z.object({ id: z.int(), displayName: z.string() })),
  /** People whose coach this is, deactivated ones included. */
  clientCount: z.int(),
  lastSeenAt: z.nullable(z.iso.datetime()),
  deactivatedAt: z.nullable(z.iso.datetime()),
  createdAt: z.iso.datetime(),
});
export type AccountView = z.infer<typeof accountView>;

export const accountAnswer = z.object({ person: accountView });
export const accountList = z.object({ items: z.array(accountView), nextCursor: z.nullable(z.string()) });

export const listAccountsQuery = z.strictObject({
  cursor: pageCursor,
  limit: pageLimit,
  q: z.optional(trimmedText(0, 80)),
  role: z.optional(z.enum(ROLES)),
  /** Only the clients of this coach. */
  coach: z.optional(idInPath),
});
export type ListAccountsQuery = z.infer<typeof listAccountsQuery>;

export const moveClientInput = z.strictObject({ coachId: id });
export type MoveClientInput = z.infer<typeof moveClientInput>;

export const changeRoleInput = z.strictObject({ role: z.enum(STAFF_ROLES) });
export type ChangeRoleInput = z.infer<typeof changeRoleInput>;
