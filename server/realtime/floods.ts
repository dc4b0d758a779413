import type { Logger } from '#server/platform/logger';
import { keepOut, type PersonLimits } from '#server/platform/person-limits';
import type { SpotterSocket } from './sockets.ts';

/**
 * Frames within a second that end a socket, whatever is in them: of that socket alone, and of all sockets of its person.
 * The limits on events answer at 600 at once; who goes on all the same, or sends what is no event at all, costs time even
 * when nothing is done for it.
 */
const OF_SOCKET = 2_048;
const OF_PERSON = 4_096;

/** A client answers a goodbye at once; whoever does not is not waited for, and not read any further. */
const GOODBYE_MS = 2_000;

type Connection = SpotterSocket['conn'];

interface Person {
  readonly userId: number;
  readonly frames: FrameCount;
  sockets: number;
}

/** Counts frames as they come, before anybody looks into them. */
class FrameCount {
  #frames = 0;
  #since = performance.now();

  constructor(private readonly most: number) {}

  /** Counts one more. Gives whether that is too many for one second. */
  add(): boolean {
    this.#frames += 1;
    if (this.#frames < this.most) return false;
    const now = performance.now();
    const isFlood = now - this.#since < 1_000;
    this.#frames = 0;
    this.#since = now;
    return isFlood;
  }
}

/** Ends connections that flood, and keeps whoever is behind them out for some seconds: connecting anew costs time as well. */
export class Floods {
  readonly #people = new Map<number, Person>();
  readonly #behind = new WeakMap<Connection, Person>();

  constructor(
    private readonly logger: Logger,
    private readonly limits: PersonLimits | undefined,
  ) {}

  watch(connection: Connection): void {
    const own = new FrameCount(OF_SOCKET);
    connection.on('packet', () => {
      const person = this.#behind.get(connection);
      const isTooMuch = own.add();
      if (person?.frames.add() || isTooMuch) this.#end(connection, person);
    });
  }

  /** From now on its frames count for this person, too. */
  belongsTo(connection: Connection, userId: number): void {
    const person = this.#people.get(userId) ?? { userId, frames: new FrameCount(OF_PERSON), sockets: 0 };
    person.sockets += 1;
    this.#people.set(userId, person);
    this.#behind.set(connection, person);
    connection.once('close', () => {
      person.sockets -= 1;
      if (person.sockets === 0) this.#people.delete(userId);
    });
  }

  #end(connection: Connection, person: Person | undefined): void {
    this.logger.warn({ address: connection.remoteAddress }, 'a device flooded and was disconnected');
    if (person && this.limits) keepOut(this.limits, person.userId);
    // An orderly close would first read everything that has come already.
    connection.request.socket.destroy();
  }
}

/** Lets nobody keep a connection that has been closed. */
export function insistOnGoodbye(connection: Connection): void {
  const wire = connection.request.socket;
  connection.once('close', () => {
    setTimeout(() => {
      wire.destroy();
    }, GOODBYE_MS).unref();
  });
}
