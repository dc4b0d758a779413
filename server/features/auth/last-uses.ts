import { bestEffort } from './best-effort.ts';
import type { Door } from './door.ts';
import { isUseStale, touchSessions } from './session-rows.ts';

/**
 * Notes which sessions are in use, at most once a minute each. What comes while a note is being written goes with the
 * next, many with one statement: after a restart everybody comes at once.
 */
export class LastUses {
  #waiting = new Set<string>();
  #writing: Promise<void> = Promise.resolve();

  constructor(private readonly desk: Pick<Door, 'db' | 'clock' | 'logger'>) {}

  /** Nobody waits for it, and what cannot be noted keeps nobody out. */
  note(sessionId: string, lastUsedAt: Date): void {
    if (!isUseStale(this.desk.clock, lastUsedAt)) return;
    const isNextDue = this.#waiting.size > 0;
    this.#waiting.add(sessionId);
    if (!isNextDue) void this.#writing.then(() => this.#write());
  }

  #write(): void {
    const { db, clock, logger } = this.desk;
    const noted = [...this.#waiting];
    this.#waiting.clear();
    this.#writing = bestEffort(logger, touchSessions(db, clock, noted));
  }
}
