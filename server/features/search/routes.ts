import { Hono } from 'hono';
import { searchPage, searchQuery } from '#contract/search';
import { AtOnce } from '#server/kernel/at-once';
import { contextOf, described, parsed } from '#server/kernel/routing';
import type { AppEnv } from '#server/kernel/routing';
import { searchMessages } from './queries/search-messages.ts';

/** Somebody who types and looks at several threads needs no more. */
const AT_ONCE = 4;

/** Finding what was said. */
export function searchRoutes() {
  const searches = new AtOnce(AT_ONCE, `At most ${AT_ONCE} searches at once. Wait for one to finish.`);
  return new Hono<AppEnv>().get(
    '/search',
    described({
      summary: 'Messages of one thread, or of all of mine, that have these words',
      tag: 'conversations',
      answers: { 200: searchPage },
      errors: ['not_found', 'invalid_input'],
    }),
    parsed('query', searchQuery),
    async (c) => {
      const ctx = contextOf(c);
      const search = () => searchMessages(ctx, c.req.valid('query'));
      return c.json(await searches.run(ctx.actor.userId, search));
    },
  );
}
