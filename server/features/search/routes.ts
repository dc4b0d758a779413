import { Hono } from 'hono';
import { searchPage, searchQuery } from '#contract/search';
import { contextOf, described, parsed } from '#server/kernel/routing';
import type { AppEnv } from '#server/kernel/routing';
import { searchMessages } from './queries/search-messages.ts';

/** Finding what was said. */
export function searchRoutes() {
  return new Hono<AppEnv>().get(
    '/search',
    described({
      summary: 'Messages of one thread, or of all of mine, that have these words',
      tag: 'conversations',
      answers: { 200: searchPage },
      errors: ['not_found', 'invalid_input'],
    }),
    parsed('query', searchQuery),
    async (c) => c.json(await searchMessages(contextOf(c), c.req.valid('query'))),
  );
}
