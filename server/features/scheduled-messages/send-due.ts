import type { Services } from '#server/kernel/context';
import { openTransaction } from '#server/kernel/transaction';
import { Turnstile } from '#server/kernel/turnstile';
import { isContention, isDatabaseUnavailable, isDiskFull } from '#server/platform/postgres';
import { AppError } from '#server/kernel/errors';
import { dueIds } from './due-rows.ts';
import { failAlone } from './mark-failed.ts';
import { settle } from './settle.ts';

/** Threads one process writes into at once: a morning's greetings must not take every connection. */
const AT_ONCE = { places: 4, maxWaiting: Infinity, patienceMs: 10 * 60_000 };
const BATCH = 100;

/**
 * Sends everything that is due and that no other process is sending. One that may never be sent becomes `failed`; one
 * that finds the database busy waits for the next call.
 * @param goesOn false ends it after what is under way
 * @throws what keeps the list of what is due from being read
 */
export async function sendDue(services: Services, goesOn = () => true): Promise<void> {
  const turnstile = new Turnstile(AT_ONCE);
  const seen: number[] = [];
  for (;;) {
    const ids = goesOn() ? await dueIds(services, { but: seen, limit: BATCH }) : [];
    if (ids.length === 0) return;
    seen.push(...ids);
    await Promise.all(
      ids.map((id) => turnstile.pass(() => (goesOn() ? sendOne(services, id) : Promise.resolve()))),
    );
  }
}

/** One that fails harms none of the others. */
async function sendOne(services: Services, id: number): Promise<void> {
  const { logger } = services;
  try {
    await openTransaction(services, (open) => settle(services, open, id));
  } catch (error) {
    if (mayPass(error)) {
      logger.warn({ err: error, scheduledId: id }, 'a scheduled message waits for the database');
      return;
    }
    logger.error({ err: error, scheduledId: id }, 'a scheduled message could not be sent');
    await failAlone(services, id);
  }
}

function mayPass(error: unknown): boolean {
  if (error instanceof AppError) return error.code === 'unavailable';
  return isDatabaseUnavailable(error) || isContention(error) || isDiskFull(error);
}
