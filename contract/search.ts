import * as z from 'zod/mini';
import { MESSAGE_KINDS, SEARCH_KINDS } from './enums.ts';
import { calendarDay, idInPath, pageCursor, pageLimit, trimmedText } from './primitives.ts';
import { personView } from './conversations.ts';

/** Words a search may have at most. */
export const MAX_SEARCH_WORDS = 12;

/**
 * What to look for. Every word of `q` must be there, in any of its English or Spanish forms or as the beginning of a
 * word; accents and case do not count. `"in quotes"` it must be these very words side by side.
 */
export const searchQuery = z
  .strictObject({
    q: trimmedText(1, 80),
    /** One thread; left out, every thread the asker has. */
    conversationId: z.optional(idInPath),
    kind: z.optional(z.enum(SEARCH_KINDS)),
    /** Calendar days in the asker's own time zone, both included. */
    from: z.optional(calendarDay),
    to: z.optional(calendarDay),
    cursor: pageCursor,
    limit: pageLimit,
  })
  .check(
    z.refine(({ from, to }) => from === undefined || to === undefined || from <= to, {
      path: ['to'],
      error: 'must not be before from',
    }),
  );
export type SearchQuery = z.infer<typeof searchQuery>;

/** A piece of a message, and where in it the words were found, in UTF-16 units: from, to (not included). */
const snippet = z.object({ text: z.string(), matches: z.array(z.tuple([z.int(), z.int()])) });
export type Snippet = z.infer<typeof snippet>;

/** A message that was found, with what it takes to show it and to go there. */
export const searchHit = z.object({
  message: z.object({
    id: z.int(),
    conversationId: z.int(),
    seq: z.int(),
    senderId: z.int(),
    kind: z.enum(MESSAGE_KINDS),
    createdAt: z.iso.datetime(),
  }),
  /** Of its text, or of the names of its files where only those were found. */
  snippet,
  conversation: z.object({
    id: z.int(),
    coach: personView,
    client: personView,
    closedAt: z.nullable(z.iso.datetime()),
  }),
});
export type SearchHit = z.infer<typeof searchHit>;

/**
 * The words themselves first, then other forms of them, then words that begin so; within each the newest first.
 * `complete` is false when older messages were not looked through: while they are still being made ready for searching, and
 * when too many have words that are wanted side by side.
 */
export const searchPage = z.object({
  items: z.array(searchHit),
  nextCursor: z.nullable(z.string()),
  complete: z.boolean(),
});
export type SearchPage = z.infer<typeof searchPage>;
