import { setTimeout as sleep } from 'node:timers/promises';
import type { SpotterServer } from './sockets.ts';

const PATIENCE_MS = 300;
const LOOK_EVERY_MS = 10;

/**
 * Closes every connection, so that its client connects again by itself. Each writes first what waits for it: the
 * server's own way to close would throw the last acknowledgements of a burst away.
 */
export async function hangUp(io: SpotterServer): Promise<void> {
  for (const socket of io.sockets.sockets.values()) socket.conn.close();
  for (let waited = 0; io.engine.clientsCount > 0 && waited < PATIENCE_MS; waited += LOOK_EVERY_MS) {
    await sleep(LOOK_EVERY_MS);
  }
  await io.close();
}
