import type { Services } from '#server/kernel/context';
import { sendDue } from './send-due.ts';

/** A message goes at most this late, and what it takes to send it. */
const LOOK_EVERY_MS = 1_000;

/**
 * Looks every second for messages whose moment has come. Every process looks; locks decide who sends which. What is due
 * is what the table says, so a restart or an outage of the database forgets nothing.
 */
export class DueLoop {
  #timer: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #stopped = false;
  /** Whether the last look found the database: an outage is said once, not every second. */
  #reached = true;

  constructor(private readonly services: Services) {}

  start(): void {
    this.#look();
    this.#timer = setInterval(() => {
      this.#look();
    }, LOOK_EVERY_MS);
  }

  /** Resolves when what is being sent is sent. */
  async stop(): Promise<void> {
    this.#stopped = true;
    clearInterval(this.#timer);
    await this.#looking;
  }

  /** One look at a time; one that takes longer than the pause is not joined by another. */
  #look(): void {
    if (this.#looking || this.#stopped) return;
    this.#looking = this.#send().finally(() => {
      this.#looking = undefined;
    });
  }

  async #send(): Promise<void> {
    try {
      await sendDue(this.services, () => !this.#stopped);
      this.#reached = true;
    } catch (error) {
      if (this.#reached) {
        this.services.logger.warn(
          { err: error },
          'scheduled messages could not be read; trying again every second',
        );
      }
      this.#reached = false;
    }
  }
}
