import PgBoss from 'pg-boss';
import { expect, it, vi } from 'vitest';
import { JobWorker } from './job-worker.ts';
import { createLogger } from './logger.ts';

const job = (id: string) => ({ id, name: 'queue', data: { id }, expireInSeconds: 60 });

it('stops only when every job in hand is done, even if one of them cannot be reported', async () => {
  const boss = new PgBoss('postgres://127.0.0.1/nowhere');
  vi.spyOn(boss, 'fetch').mockResolvedValueOnce([job('quick'), job('slow')]);
  vi.spyOn(boss, 'complete').mockRejectedValue(new Error('the database is away'));
  let finishSlow: (() => void) | undefined;
  const slow = new Promise<void>((resolve) => (finishSlow = resolve));
  const done: string[] = [];
  const handle = async ({ id }: { id: string }) => {
    if (id === 'slow') await slow;
    done.push(id);
  };
  const worker = new JobWorker(boss, 'queue', handle, createLogger('silent'));
  worker.nudge();
  await expect.poll(() => done).toEqual(['quick']);
  const stopped = worker.stop().then(() => done.push('stopped'));
  await new Promise(setImmediate);
  finishSlow?.();
  await stopped;
  expect(done).toEqual(['quick', 'slow', 'stopped']);
});
