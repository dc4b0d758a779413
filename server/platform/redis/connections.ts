import { Redis } from 'ioredis';

/** Up to a second between two tries, and never at the same moment as every other process. */
function retryStrategy(tries: number): number {
  return Math.min(1_000, 100 * tries) * (0.5 + Math.random() / 2);
}

/**
 * Opens a connection that never gives up and never makes anybody wait: without Redis every command fails at once, and
 * within `commandTimeout` when Redis does not answer. Nothing is queued or sent again later; `sync` heals what is lost.
 */
export function openConnection(url: string, name: string): Redis {
  return new Redis(url, {
    connectionName: `spotter-${name}`,
    connectTimeout: 2_000,
    commandTimeout: 1_000,
    // A connection that owes an answer and stays silent is dead, whatever TCP still believes.
    socketTimeout: 5_000,
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    autoResendUnfulfilledCommands: false,
    // `Subscriptions` does it, because the library leaves the rejections of its own way unheard.
    autoResubscribe: false,
    retryStrategy,
  });
}
