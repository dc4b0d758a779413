import type { hc } from 'hono/client';
import type { AppType } from '#server/http/app';

type Client = ReturnType<typeof hc<AppType>>;

/** What a call of a route carries. The API speaks JSON; the paths' parameters are text. */
interface Call {
  param?: Record<string, string>;
  query?: Record<string, string | undefined>;
  json?: unknown;
}

/**
 * The typed client of the whole API: `api.conversations[':id'].messages.$get(...)`. Hand each call to `request` (or
 * `done`, when the answer is empty), which turn a Problem into an `ApiError`. The types are Hono's, its client's code is
 * not: this one knows JSON alone, and the screens start 2 KB lighter.
 *
 * @param origin left out, the page's own
 * @param carry a `fetch` that carries a cookie, for clients outside of a browser
 */
export function createApi(origin = '', carry: typeof fetch = fetch): Client['api'] {
  return branch(['api'], (path, method, call) =>
    carry(origin.replace(/\/$/, '') + addressOf(path, call), initOf(method, call)),
  );
}
export type Api = ReturnType<typeof createApi>;

type Send = (path: readonly string[], method: string, call: Call) => Promise<Response>;

/** One more step of the path for every property; a property such as `$get` sends. */
function branch(path: readonly string[], send: Send): Client['api'];
function branch(path: readonly string[], send: Send): unknown {
  return new Proxy(
    {},
    {
      get: (_target, name) => {
        if (typeof name !== 'string' || name === 'then') return undefined;
        if (!name.startsWith('$')) return branch([...path, name], send);
        return (call: Call = {}) => send(path, name.slice(1).toUpperCase(), call);
      },
    },
  );
}

function addressOf(path: readonly string[], { param = {}, query = {} }: Call): string {
  const steps = path.map((step) =>
    step.startsWith(':') ? encodeURIComponent(param[step.slice(1)] ?? '') : step,
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, value);
  return `/${steps.join('/')}${search.size > 0 ? `?${search}` : ''}`;
}

function initOf(method: string, { json }: Call): RequestInit {
  if (json === undefined) return { method };
  return { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(json) };
}

/** The client of the page's own origin. */
export const api = createApi();
