import { hc } from 'hono/client';
import type { AppType } from '#server/http/app';

/**
 * The typed client of the whole API: `api.conversations[':id'].messages.$get(...)`. Hand each call to `request` (or
 * `done`, when the answer is empty), which turn a Problem into an `ApiError`.
 *
 * @param origin left out, the page's own
 * @param carry a `fetch` that carries a cookie, for clients outside of a browser
 */
export function createApi(origin = '/', carry: typeof fetch = fetch) {
  return hc<AppType>(origin, { fetch: carry }).api;
}
export type Api = ReturnType<typeof createApi>;

/** The client of the page's own origin. */
export const api = createApi();
