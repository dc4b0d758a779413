import { achievementListener, sweepAchievements } from '#server/features/achievements/index';
import { sweepMedia, type MediaTools } from '#server/features/media/index';
import { DueLoop } from '#server/features/scheduled-messages/index';
import { SearchIndexer } from '#server/features/search/index';
import { advanceSchedules } from '#server/features/training/index';
import type { Services } from '#server/kernel/context';
import type { Closers } from './closers.ts';

/** A day begins in some time zone every quarter of an hour. */
const NEW_DAY_EVERY_MS = 15 * 60_000;

const SWEEP_EVERY_MS = 5 * 60_000;

/**
 * Starts what happens without anybody asking: listeners, what the last process left undone, days that begin, messages
 * whose moment comes, uploads nobody needs.
 */
export function startBackground(services: Services, media: MediaTools, closers: Closers): void {
  achievementListener(services);
  const { logger } = services;
  let underWay = sweepAchievements(services).catch((error: unknown) => {
    logger.warn({ err: error }, 'achievements could not be looked through; trying again at the next start');
  });
  const indexer = new SearchIndexer(services);
  indexer.start();
  const advance = () => {
    underWay = underWay
      .then(() => advanceSchedules(services, services.clock.now()))
      .catch((error: unknown) => {
        logger.warn({ err: error }, 'calendars could not be advanced; trying again later');
      });
  };
  advance();
  const timer = setInterval(advance, NEW_DAY_EVERY_MS);
  const due = new DueLoop(services);
  due.start();
  const sweeping = startSweeping(services, media);
  closers.add('background work', 400, async () => {
    clearInterval(timer);
    await Promise.all([due.stop(), indexer.stop(), sweeping.stop(), underWay]);
  });
}

function startSweeping(services: Services, media: MediaTools): { stop(): Promise<void> } {
  let underWay = Promise.resolve();
  const sweep = () => {
    underWay = underWay
      .then(() => sweepMedia({ ...services, media }))
      .catch((error: unknown) => {
        services.logger.warn({ err: error }, 'uploads could not be swept; trying again later');
      });
  };
  const timer = setInterval(sweep, SWEEP_EVERY_MS);
  return {
    stop: () => {
      clearInterval(timer);
      return underWay;
    },
  };
}
