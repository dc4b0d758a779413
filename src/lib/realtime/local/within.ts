import type { Timers } from '../timers.ts';

/** Waits for `work`, but no longer than `ms`: then it rejects, and `work` goes on unheard. */
export async function within<T>(timers: Timers, ms: number, work: Promise<T>): Promise<T> {
  let stop = () => {};
  const late = new Promise<never>((_resolve, reject) => {
    stop = timers.after(ms, () => reject(new Error(`took longer than ${ms} ms`)));
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    stop();
  }
}
