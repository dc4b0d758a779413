import type { Logger } from '#server/platform/logger';
import type { SpotterSocket } from './sockets.ts';

/**
 * Frames of one socket within a second that end it, whatever is in them. The limits on events answer at 600 at once;
 * who goes on all the same, or sends what is no event at all, costs time even when nothing is done for it.
 */
const FRAMES = 2_048;

/** A client answers a goodbye at once; whoever does not is not waited for, and not read any further. */
const GOODBYE_MS = 2_000;

/** Ends a connection that floods: frames are counted as they come, before anybody looks into them. */
export function endFloods(connection: SpotterSocket['conn'], logger: Logger): void {
  const wire = connection.request.socket;
  let frames = 0;
  let since = performance.now();
  connection.on('packet', () => {
    frames += 1;
    if (frames < FRAMES) return;
    const now = performance.now();
    if (now - since < 1_000) {
      logger.warn({ address: connection.remoteAddress }, 'a device flooded and was disconnected');
      // An orderly close would first read everything that has come already.
      wire.destroy();
    }
    frames = 0;
    since = now;
  });
}

/** Lets nobody keep a connection that has been closed. */
export function insistOnGoodbye(connection: SpotterSocket['conn']): void {
  const wire = connection.request.socket;
  connection.once('close', () => {
    setTimeout(() => {
      wire.destroy();
    }, GOODBYE_MS).unref();
  });
}
