type MessageListener = (channel: Buffer, message: Buffer) => void;

/** What the facade needs of a connection. */
interface Connection {
  readonly status: string;
  ssubscribe(channel: string): Promise<unknown>;
  sunsubscribe(channel: string): Promise<unknown>;
  on(event: 'smessageBuffer', listener: MessageListener): unknown;
}

/** The adapter's way to listen. Remembers its channels, so that each new connection can be told them. */
export class Subscriptions {
  readonly #channels = new Set<string>();

  constructor(
    private readonly redis: Connection,
    private readonly failed: (error: unknown) => void,
  ) {}

  on(event: 'smessageBuffer', listener: MessageListener): void {
    this.redis.on(event, listener);
  }

  ssubscribe(channel: string): void {
    this.#channels.add(channel);
    if (this.redis.status === 'ready') this.redis.ssubscribe(channel).catch(this.failed);
  }

  /** @param channels one or many, as the adapter gives them */
  sunsubscribe(channels: string | readonly string[]): void {
    for (const channel of [channels].flat()) {
      this.#channels.delete(channel);
      if (this.redis.status === 'ready') this.redis.sunsubscribe(channel).catch(this.failed);
    }
  }

  /** Subscribes everything on a fresh connection. @throws whatever Redis refuses it with */
  async renew(): Promise<void> {
    await Promise.all([...this.#channels].map((channel) => this.redis.ssubscribe(channel)));
  }
}
