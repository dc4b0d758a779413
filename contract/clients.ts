import * as z from 'zod/mini';
import { UNIT_SYSTEMS } from './enums.ts';
import { pageCursor, pageLimit, trimmedText } from './primitives.ts';

/** A coach's client, as the client panel shows them. */
export const clientView = z.object({
  id: z.int(),
  displayName: z.string(),
  email: z.string(),
  timeZone: z.string(),
  unitSystem: z.enum(UNIT_SYSTEMS),
  conversationId: z.int(),
  joinedAt: z.iso.datetime(),
});
export type ClientView = z.infer<typeof clientView>;

export const listClientsQuery = z.strictObject({
  cursor: pageCursor,
  limit: pageLimit,
  q: z.optional(trimmedText(0, 80)),
});
export type ListClientsQuery = z.infer<typeof listClientsQuery>;

export const clientList = z.object({ items: z.array(clientView), nextCursor: z.nullable(z.string()) });
