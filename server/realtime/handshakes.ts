import type { IncomingMessage } from 'node:http';
import type { Actor } from '#server/kernel/context';
import { AppError } from '#server/kernel/errors';
import { Turnstile } from '#server/kernel/turnstile';
import { rooms } from './sockets.ts';
import type { SpotterServer, SpotterSocket } from './sockets.ts';

/** A client says hello right after connecting; whoever is not in by then is hung up on. */
export const HELLO_WITHIN_MS = 10_000;

/**
 * After a restart everybody comes at once. Few at a time: each asks the database, which has others to serve too. Whoever
 * waits in vain is told so before they are hung up on.
 */
const HANDSHAKES = { places: 10, maxWaiting: 5_000, patienceMs: HELLO_WITHIN_MS - 2_000 };

/** More than all devices and forgotten tabs of one person; counted in each process. */
const SOCKETS_PER_PERSON = 50;

/** Seconds until forgotten connections are noticed and gone. */
const UNTIL_NOTICED = 45;

interface Options {
  /** Whether the number of one person's sockets is limited. */
  limited: boolean;
  /** The person who shakes hands; undefined when there is none. @throws AppError `rate_limited` */
  authenticate(handshake: IncomingMessage): Promise<{ actor: Actor } | undefined>;
}

/** Who may come in over a socket, and how many at a time. */
export class Handshakes {
  readonly #turnstile = new Turnstile(HANDSHAKES);
  /** Connections that have had their try: a client connects anew, a program that asks again and again does not. */
  readonly #tried = new WeakSet<SpotterSocket['conn']>();

  constructor(
    private readonly io: SpotterServer,
    private readonly options: Options,
  ) {}

  /**
   * Finds out who is behind a socket, and remembers it there.
   * @throws AppError `unauthenticated` without a standing session, `rate_limited` for somebody who comes too often or has
   * too many sockets, `unavailable` when too many come at once
   */
  async greet(socket: SpotterSocket): Promise<void> {
    this.#onlyOnce(socket);
    const found = await this.#turnstile.pass(() => this.options.authenticate(socket.request));
    if (!found) throw new AppError('unauthenticated', 'Log in first.');
    this.#leaveRoom(found.actor.userId);
    socket.data.actor = found.actor;
  }

  #onlyOnce(socket: SpotterSocket): void {
    const { conn } = socket;
    if (this.#tried.has(conn)) {
      conn.close(true);
      throw new AppError('rate_limited', 'One handshake for each connection.', { retryAfter: 1 });
    }
    this.#tried.add(conn);
  }

  #leaveRoom(userId: number): void {
    const theirs = this.io.sockets.adapter.rooms.get(rooms.user(userId))?.size ?? 0;
    if (!this.options.limited || theirs < SOCKETS_PER_PERSON) return;
    throw new AppError('rate_limited', 'You are connected on very many devices. Close some.', {
      retryAfter: UNTIL_NOTICED,
    });
  }
}
