import type { Context } from 'hono';
import type { AppEnv } from '#server/kernel/routing';
import { publicOrigin } from './door.ts';
import type { Door, Visitor } from './door.ts';

/** Who sent this request. Behind a proxy only the `Origin` tells whether the browser came over https. */
export function visitorOf(c: Context<AppEnv>, door: Pick<Door, 'origins'>): Visitor {
  const origin = c.req.header('origin') ?? publicOrigin(door);
  return {
    address: c.get('address'),
    userAgent: c.req.header('user-agent'),
    secure: origin.startsWith('https:'),
    cookies: c.req.header('cookie'),
  };
}
