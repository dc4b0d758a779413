import { conflict } from '#server/kernel/errors';

/** The client has another coach now: this thread can be read by the client, and written into by nobody. */
export function threadEnded() {
  return conflict('This thread has ended. It can be read, but nothing can be written into it any more.');
}
