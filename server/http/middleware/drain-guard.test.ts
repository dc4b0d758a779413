import { Hono } from 'hono';
import { expect, it } from 'vitest';
import { createLogger } from '#server/platform/logger';
import type { AppEnv } from '#server/kernel/routing';
import { Drain } from '../drain.ts';
import { onError } from '../failures.ts';
import { drainGuard } from './drain-guard.ts';

it('a process that drains answers 503 on connections that are still open, and closes them', async () => {
  const drain = new Drain();
  const app = new Hono<AppEnv>();
  app.use(drainGuard(drain));
  app.get('/api/health', (c) => c.text('ok'));
  app.onError(onError(createLogger('silent')));
  expect((await app.request('/api/health')).status).toBe(200);
  drain.begin();
  const answer = await app.request('/api/health');
  expect(answer.status).toBe(503);
  expect(answer.headers.get('connection')).toBe('close');
  expect(await answer.json()).toMatchObject({ code: 'unavailable' });
});
