import { randomUUID } from 'node:crypto';
import type { Logger } from '#server/platform/logger';
import { peerEnvelope } from './peer-messages.ts';
import type { PeerMessage } from './peer-messages.ts';
import type { SpotterServer } from './sockets.ts';

type Kind = PeerMessage['kind'];
type Of<K extends Kind> = Extract<PeerMessage, { kind: K }>;
type Listener = (message: PeerMessage, from: string) => void | Promise<void>;

/** The other processes of the same database, for what each has to take in itself. Frames take the adapter's way. */
export class Peers {
  readonly #me = randomUUID();
  readonly #listeners: Listener[] = [];

  constructor(
    private readonly io: SpotterServer,
    private readonly logger: Logger,
  ) {
    io.on('peer', (envelope: unknown) => {
      this.#hear(envelope);
    });
  }

  /** Tells all others; whoever cannot be reached now does not hear of it. */
  tell(message: PeerMessage): void {
    this.io.serverSideEmit('peer', { from: this.#me, message });
  }

  /** Hears of every message, whatever it says. */
  listen(listener: Listener): void {
    this.#listeners.push(listener);
  }

  /** Hears of one kind of message alone. */
  on<K extends Kind>(kind: K, listener: (message: Of<K>, from: string) => void | Promise<void>): void {
    this.listen((message, from) => (isOf(message, kind) ? listener(message, from) : undefined));
  }

  #hear(envelope: unknown): void {
    const parsed = peerEnvelope.safeParse(envelope);
    if (!parsed.success) {
      this.logger.debug('a process said something that this release does not know');
      return;
    }
    const { message, from } = parsed.data;
    for (const listener of this.#listeners) void this.#deliver(listener, message, from);
  }

  async #deliver(listener: Listener, message: PeerMessage, from: string): Promise<void> {
    try {
      await listener(message, from);
    } catch (error) {
      this.logger.warn({ err: error, kind: message.kind }, 'what another process said could not be taken in');
    }
  }
}

function isOf<K extends Kind>(message: PeerMessage, kind: K): message is Of<K> {
  return message.kind === kind;
}
