import { AppError } from '#server/kernel/errors';
import { HasherBusyError } from '#server/platform/password-hasher';
import { LimitReachedError } from '#server/platform/attempt-limits';
import type { LimitName } from '#server/platform/attempt-limits';
import type { Door } from './door.ts';

/**
 * Counts a try of an account or an address.
 * @throws AppError `rate_limited`
 */
export async function takeTurn(door: Pick<Door, 'limits'>, name: LimitName, key: string): Promise<void> {
  try {
    await door.limits.take(name, key);
  } catch (error) {
    if (!(error instanceof LimitReachedError)) throw error;
    const { retryAfter } = error;
    throw new AppError('rate_limited', `Tried too often. Try again in ${inWords(retryAfter)}.`, {
      retryAfter,
    });
  }
}

/**
 * Lets somebody guess a password. Only wrong guesses use turns up: neither right ones nor failures of ours do.
 * @throws AppError `rate_limited`, and whatever `guess` throws
 */
export async function guessing<T>(
  door: Pick<Door, 'limits'>,
  turns: readonly (readonly [LimitName, string])[],
  guess: () => Promise<T>,
): Promise<T> {
  for (const [name, key] of turns) await takeTurn(door, name, key);
  try {
    const result = await guess();
    await giveBack(door, turns);
    return result;
  } catch (error) {
    const isWrong = error instanceof AppError && error.code === 'invalid_credentials';
    if (!isWrong) await giveBack(door, turns);
    throw error;
  }
}

async function giveBack(
  door: Pick<Door, 'limits'>,
  turns: readonly (readonly [LimitName, string])[],
): Promise<void> {
  await Promise.all(turns.map(([name, key]) => door.limits.giveBack(name, key)));
}

/**
 * A password's hash.
 * @throws AppError `unavailable` when too many wait
 */
export async function hashPassword(door: Pick<Door, 'hasher'>, password: string): Promise<string> {
  return unlessBusy(door.hasher.hash(password));
}

/**
 * Whether it is the password of that hash; without a hash, no, after the same work.
 * @throws AppError `unavailable` when too many wait
 */
export async function passwordMatches(
  door: Pick<Door, 'hasher'>,
  password: string,
  hash: string | undefined,
): Promise<boolean> {
  return unlessBusy(door.hasher.verify(password, hash));
}

async function unlessBusy<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (!(error instanceof HasherBusyError)) throw error;
    throw new AppError('unavailable', 'Many people are logging in right now. Try again in a moment.', {
      retryAfter: error.retryAfter,
      cause: error,
    });
  }
}

function inWords(seconds: number): string {
  if (seconds < 120) return `${seconds} s`;
  return `${Math.ceil(seconds / 60)} minutes`;
}
