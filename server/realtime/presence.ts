import type { PresenceView } from '#contract/conversations';
import type { PresenceReader } from '#server/kernel/access';
import type { Clock } from '#server/platform/clock';

/** A page that reloads is gone for a moment; only who stays away this long is offline. */
const OFFLINE_AFTER_MS = 2_000;

type Listener = (userId: number, presence: PresenceView) => void;

interface Known {
  sockets: number;
  lastSeenAt: Date | null;
  leaving: NodeJS.Timeout | undefined;
}

/** Who is connected to this process, told when somebody's first device comes or last one goes. */
export class Presence implements PresenceReader {
  readonly #people = new Map<number, Known>();
  #listener: Listener = () => undefined;

  constructor(private readonly clock: Clock) {}

  onChange(listener: Listener): void {
    this.#listener = listener;
  }

  of(userId: number): PresenceView | undefined {
    const known = this.#people.get(userId);
    return known && view(known);
  }

  arrive(userId: number): void {
    const known = this.#people.get(userId);
    if (!known) {
      const arrived: Known = { sockets: 1, lastSeenAt: null, leaving: undefined };
      this.#people.set(userId, arrived);
      this.#listener(userId, view(arrived));
      return;
    }
    known.sockets += 1;
    clearTimeout(known.leaving);
    known.leaving = undefined;
  }

  leave(userId: number): void {
    const known = this.#people.get(userId);
    if (!known) return;
    known.sockets -= 1;
    if (known.sockets > 0) return;
    known.lastSeenAt = this.clock.now();
    known.leaving = setTimeout(() => {
      // From here on the database knows when they were last seen.
      this.#people.delete(userId);
      this.#listener(userId, { ...view(known), online: false });
    }, OFFLINE_AFTER_MS);
    known.leaving.unref();
  }

  /** Forgets everybody, and gives whom: this process will not see them leave. */
  close(): number[] {
    const here = [...this.#people.keys()];
    for (const known of this.#people.values()) clearTimeout(known.leaving);
    this.#people.clear();
    return here;
  }
}

function view(known: Known): PresenceView {
  return { online: true, lastSeenAt: known.lastSeenAt?.toISOString() ?? null };
}
