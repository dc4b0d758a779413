import { achievementListener, sweepAchievements } from '#server/features/achievements/index';
import { SearchIndexer } from '#server/features/search/index';
import { advanceSchedules } from '#server/features/training/index';
import type { Services } from '#server/kernel/context';
import type { Closers } from './closers.ts';

/** A day begins in some time zone every quarter of an hour. */
const NEW_DAY_EVERY_MS = 15 * 60_000;

/** Starts what happens without anybody asking: listeners, what the last process left undone, days that begin. */
export function startBackground(services: Services, closers: Closers): void {
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
  closers.add('background work', 500, async () => {
    clearInterval(timer);
    await Promise.all([underWay, indexer.stop()]);
  });
}
