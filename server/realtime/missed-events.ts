import type { RedisLink } from '#server/platform/redis/index';
import type { Peers } from './peers.ts';
import type { SpotterServer } from './sockets.ts';

/** Every process says so when Redis is back: one hint for all of them. */
const GATHER_MS = 250;

interface Parts {
  readonly io: SpotterServer;
  readonly peers: Peers;
  readonly redis: RedisLink;
  /** Runs when other processes may have been out of reach. */
  readonly back: () => void;
}

/**
 * Events that were lost between processes are lost silently. When Redis is back, those who may have missed some are
 * told to sync: everybody when this process could not publish, its own people when it could not hear.
 */
export class MissedEvents {
  #hint: NodeJS.Timeout | undefined;

  constructor(private readonly parts: Parts) {
    const { peers, redis, back } = parts;
    redis.onRecovery({
      published: () => {
        back();
        peers.tell({ kind: 'missed' });
      },
      heard: () => {
        back();
        this.#hintSoon();
      },
    });
    peers.on('missed', () => {
      this.#hintSoon();
    });
  }

  close(): void {
    clearTimeout(this.#hint);
  }

  #hintSoon(): void {
    this.#hint ??= setTimeout(() => {
      this.#hint = undefined;
      this.parts.io.local.emit('sync:needed', {});
    }, GATHER_MS).unref();
  }
}
