import { Hono } from 'hono';
import { expect, it } from 'vitest';
import type { AppEnv } from '#server/kernel/routing';
import { createLogger } from '#server/platform/logger';
import { onError } from './failures.ts';
import { accessLog } from './middleware/access-log.ts';
import { unavailable } from './problem.ts';

it('neither a failure nor a request is logged with the secret of a link or the address of a photo', async () => {
  const lines: string[] = [];
  const logger = createLogger('debug', { write: (line) => void lines.push(line) });
  const token = 'q3vbZ0sVt1xY-7_kLmN2oPq8rSt4uVw6xYz0aBcDeFg';
  const app = new Hono<AppEnv>()
    .use(accessLog(logger))
    .get('/api/invitations/*', () => Promise.reject(new Error('broken')))
    .get('/api/media/*', () => Promise.reject(unavailable('The store is away.')))
    .onError(onError(logger));
  await app.request(`/api/invitations/${token}`);
  await app.request('/api/media/4711/thumb');
  expect(lines).toHaveLength(4);
  expect(lines.join('')).not.toContain(token);
  expect(lines.join('')).not.toContain('4711');
  expect(lines.join('')).toContain('/api/media/[id]/thumb');
});
