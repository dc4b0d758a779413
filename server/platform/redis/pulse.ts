/** What a pulse needs of a connection. */
interface Connection {
  readonly status: string;
  ping(): Promise<unknown>;
  on(event: 'ready' | 'close', listener: () => void): unknown;
}

const BEAT_EVERY_MS = 2_000;

interface Listeners {
  /** A fresh connection stands; what has to be said first. Without it, or when it fails, there is no pulse. */
  readonly connected?: () => Promise<void>;
  /** What is asked; a ping unless told. */
  readonly ask?: () => Promise<unknown>;
  /** At every answer; `fresh` at the first one after a silence. */
  readonly beat: (fresh: boolean) => void;
  /** At every answer that stayed away. */
  readonly lost: (reason: string) => void;
}

/**
 * Asks a connection every 2 s whether it lives. A half-open one looks connected for minutes: only an answer counts.
 * One that stays silent is cut by the library, which connects anew.
 */
export class Pulse {
  #alive = false;
  #greeted = false;
  #asking = false;
  #stopped = false;
  readonly #timer: NodeJS.Timeout;

  constructor(
    private readonly redis: Connection,
    private readonly listeners: Listeners,
  ) {
    redis.on('ready', () => void this.#ask());
    redis.on('close', () => {
      this.#greeted = false;
      this.#lost('the connection is closed');
    });
    this.#timer = setInterval(() => void this.#ask(), BEAT_EVERY_MS);
    this.#timer.unref();
  }

  get alive(): boolean {
    return this.#alive;
  }

  stop(): void {
    this.#stopped = true;
    clearInterval(this.#timer);
  }

  async #ask(): Promise<void> {
    if (this.#asking || this.redis.status !== 'ready') return;
    this.#asking = true;
    try {
      if (!this.#greeted) await this.listeners.connected?.();
      this.#greeted = true;
      await (this.listeners.ask ?? (() => this.redis.ping()))();
      this.#answered();
    } catch (error) {
      this.#lost(error instanceof Error ? error.message : String(error));
    } finally {
      this.#asking = false;
    }
  }

  #answered(): void {
    if (this.#stopped) return;
    const fresh = !this.#alive;
    this.#alive = true;
    this.listeners.beat(fresh);
  }

  #lost(reason: string): void {
    if (this.#stopped) return;
    this.#alive = false;
    this.listeners.lost(reason);
  }
}
