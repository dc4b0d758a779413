import { getConnInfo } from '@hono/node-server/conninfo';
import { createMiddleware } from 'hono/factory';
import type { Services } from '#server/kernel/context';
import type { AppEnv } from '#server/kernel/routing';
import { clientAddress } from '../address.ts';

/** Leaves the services and the client's address for everybody after it. */
export function requestContext(services: Services, trustProxy: number) {
  return createMiddleware<AppEnv>(async (c, next) => {
    const { address } = getConnInfo(c).remote;
    c.set('services', services);
    c.set('address', clientAddress(address, c.req.header('x-forwarded-for'), trustProxy));
    await next();
  });
}
