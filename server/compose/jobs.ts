import { JobQueue, type Jobs } from '#server/platform/jobs';
import type { Logger } from '#server/platform/logger';
import type { Closers } from './closers.ts';

/** Starts working on the durable jobs of all features. */
export async function startJobs(url: string, logger: Logger, closers: Closers): Promise<Jobs> {
  const queue = new JobQueue(url, logger);
  closers.add('jobs', 1_500, () => queue.stop());
  await queue.start({
    'evaluate-achievements': () => Promise.resolve(),
    'send-password-reset': () => Promise.resolve(),
  });
  return queue;
}
