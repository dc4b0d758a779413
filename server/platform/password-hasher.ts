import { createHmac } from 'node:crypto';
import { Tinypool } from 'tinypool';
import * as z from 'zod';

/** bcrypt's work factor: about 200 ms on a small server. */
const COST = 11;

/** Hashes that may wait or run at once. Beyond it people are better told to come back than kept waiting. */
const MAX_PENDING = 80;

/** Keeps these digests apart from any other use of the same construction. Changing it locks everybody out. */
const PRE_HASH_KEY = 'spotter password v1';

export interface PasswordHasher {
  /** @throws HasherBusyError */
  hash(password: string): Promise<string>;
  /**
   * Whether the password is the one that was hashed. Without a hash the answer is no, after the same work, so that
   * nobody can tell an unknown account by the time it takes.
   * @throws HasherBusyError
   */
  verify(password: string, hash: string | undefined): Promise<boolean>;
  /** Ends the thread; what is still waiting fails. */
  close(): Promise<void>;
}

/** Too many passwords are being hashed already. */
export class HasherBusyError extends Error {
  /** Seconds after which the queue has moved on. */
  readonly retryAfter = 5;

  constructor() {
    super('too many passwords wait to be hashed');
    this.name = 'HasherBusyError';
  }
}

/** bcrypt in a thread of its own, so that log-ins never hold up messages. One at a time, in order. */
export function createPasswordHasher(options: { cost?: number; maxPending?: number } = {}): PasswordHasher {
  const cost = options.cost ?? COST;
  const maxPending = options.maxPending ?? MAX_PENDING;
  const nobodysHash = `$2b$${String(cost).padStart(2, '0')}$${'.'.repeat(53)}`;
  const pool = new Tinypool({
    filename: new URL('./password-worker.js', import.meta.url).href,
    minThreads: 0,
    maxThreads: 1,
    idleTimeout: 60_000,
    // The worker is plain JavaScript: without the loaders of the process that starts it, it is there at once.
    execArgv: [],
  });
  let pending = 0;

  const run = async (name: 'hash' | 'compare', task: object): Promise<unknown> => {
    if (pending >= maxPending) throw new HasherBusyError();
    pending += 1;
    try {
      const result: unknown = await pool.run(task, { name });
      return result;
    } finally {
      pending -= 1;
    }
  };

  return {
    hash: async (password) => z.string().parse(await run('hash', { secret: preHash(password), cost })),
    verify: async (password, hash) => {
      const same = await run('compare', { secret: preHash(password), hash: hash ?? nobodysHash });
      return same === true && hash !== undefined;
    },
    close: () => pool.destroy(),
  };
}

/** bcrypt reads 72 bytes at most and stops at a NUL: 44 characters of base64 carry the whole password past both. */
function preHash(password: string): string {
  return createHmac('sha256', PRE_HASH_KEY).update(password, 'utf8').digest('base64');
}
