import { setTimeout as sleep } from 'node:timers/promises';
import { Hono } from 'hono';
import * as z from 'zod/mini';
import { described, type AppEnv } from '#server/kernel/routing';
import { unavailable } from './problem.ts';

/** Longer than a working database ever takes, shorter than a load balancer waits. */
const PATIENCE_MS = 2_000;

const healthView = z.object({
  status: z.literal('ok'),
  version: z.string(),
  database: z.literal('ok'),
  redis: z.enum(['ok', 'off', 'degraded']),
});

export interface HealthSources {
  readonly version: string;
  /** Rejects when the database does not answer. */
  readonly ping: () => Promise<void>;
  /** What was last known of Redis: nobody waits for it. */
  readonly redis: () => 'ok' | 'off' | 'degraded';
}

/** `GET /health`: for people, load balancers and scripts that wait for the start. */
export function healthRoutes({ version, ping, redis }: HealthSources) {
  const description = described({
    summary: 'Whether this process can work',
    tag: 'System',
    open: true,
    answers: { 200: healthView },
  });
  return new Hono<AppEnv>().get('/health', description, async (c) => {
    await inTime(ping());
    return c.json({ status: 'ok', version, database: 'ok', redis: redis() } as const);
  });
}

async function inTime(work: Promise<void>): Promise<void> {
  const patience = new AbortController();
  const late = sleep(PATIENCE_MS, undefined, { signal: patience.signal, ref: false }).then(() => {
    throw unavailable('The database does not answer.');
  });
  try {
    await Promise.race([work, late]);
  } finally {
    patience.abort();
    // Whichever lost may still fail; nobody waits for it any more.
    work.catch(() => undefined);
    late.catch(() => undefined);
  }
}
