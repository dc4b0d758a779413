import { AppError, conflict } from '#server/kernel/errors';

/** The client has another coach now: this thread can be read by the client, and written into by nobody. */
export function threadEnded() {
  return conflict('This thread has ended. It can be read, but nothing can be written into it any more.');
}

/** Somebody held this thread longer than any write should take. Nothing was stored. */
export function busyThread() {
  return new AppError('unavailable', 'This thread is busy. Try again shortly.', { retryAfter: 1 });
}
