import type { SpotterSocket } from './sockets.ts';

/** Looks at those who have just come, together with all who come while the last look is still under way. */
export class Newcomers {
  #waiting: SpotterSocket[] = [];
  #looking = false;

  /** @param look never rejects */
  constructor(private readonly look: (sockets: readonly SpotterSocket[]) => Promise<void>) {}

  add(socket: SpotterSocket): void {
    this.#waiting.push(socket);
    if (!this.#looking) void this.#lookAtAll();
  }

  async #lookAtAll(): Promise<void> {
    this.#looking = true;
    while (this.#waiting.length > 0) await this.look(this.#waiting.splice(0));
    this.#looking = false;
  }
}
