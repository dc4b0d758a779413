import { setTimeout as sleep } from 'node:timers/promises';

const ATTEMPTS = 80;
const PAUSE_MS = 500;

/** Tries again while a database is away. Rejects with what went wrong the 80th time. */
export async function untilDone<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt === ATTEMPTS) throw error;
      await sleep(PAUSE_MS);
    }
  }
}
