import { createMiddleware } from 'hono/factory';
import type { OriginPolicy } from '../origin-policy.ts';

/** An API answer is data: as a page it may do nothing. */
const API_POLICY = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

const ALWAYS: Readonly<Record<string, string>> = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), ' +
    'microphone=(self), midi=(), payment=(), usb=()',
};

/**
 * The headers that every answer carries.
 * @param pagePolicy the Content-Security-Policy of the UI; a handler may set a stricter one of its own
 */
export function securityHeaders(origins: OriginPolicy, pagePolicy: string) {
  return createMiddleware(async (c, next) => {
    await next();
    const isApi = c.req.path.startsWith('/api/') || c.req.path === '/api';
    const { headers } = c.res;
    for (const [name, value] of Object.entries(ALWAYS)) headers.set(name, value);
    if (!headers.has('content-security-policy')) {
      headers.set('content-security-policy', isApi ? API_POLICY : pagePolicy);
    }
    if (isApi && !headers.has('cache-control')) headers.set('cache-control', 'no-store');
    if (origins.isHttps) headers.set('strict-transport-security', 'max-age=31536000');
  });
}
