import { evaluateAchievements } from '#server/features/achievements/index';
import { sendPasswordReset, type Door } from '#server/features/auth/index';
import type { Services } from '#server/kernel/context';
import { JobQueue, type JobHandlers } from '#server/platform/jobs';
import type { Logger } from '#server/platform/logger';
import type { Closers } from './closers.ts';

/** The queue, to which verbs can add; nobody works on it yet. */
export function openJobs(url: string, logger: Logger, closers: Closers): JobQueue {
  const queue = new JobQueue(url, logger);
  closers.add('jobs', 700, () => queue.stop());
  return queue;
}

/** Which verb of which feature does which job. */
export function jobHandlers(services: Services, door: Door): JobHandlers {
  return {
    'evaluate-achievements': (data) => evaluateAchievements(services, data),
    'send-password-reset': (data) => sendPasswordReset(door, data),
  };
}
