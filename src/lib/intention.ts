import { newUuid } from './realtime/uuid.ts';

/**
 * Gives what a person means to do one id, however often it is sent: a retry of the same payload keeps the id, so the
 * server does it once; another payload is another intention.
 */
export class Intention {
  #payload = '';
  #id = '';

  /** The `clientRequestId` for this payload (JSON). */
  idFor(payload: unknown): string {
    const text = JSON.stringify(payload);
    if (text !== this.#payload) {
      this.#payload = text;
      this.#id = newUuid();
    }
    return this.#id;
  }
}
