import type { PresenceView } from '#contract/conversations';
import type { PresenceReader } from '#server/kernel/access';
import type { Clock } from '#server/platform/clock';

/** A page that reloads is gone for a moment; only who stays away this long is offline. */
const OFFLINE_AFTER_MS = 2_000;

/** Somebody came or went. */
export interface PresenceChange {
  readonly userId: number;
  readonly presence: PresenceView;
  /** Whether it is this process that has to remember when they were last seen. */
  readonly witnessed: boolean;
}

/** A person's first socket of this process came, or the last one went. */
type LocalListener = (userId: number, here: boolean) => void;

interface Known {
  sockets: number;
  /** Other processes this person is connected to. */
  readonly elsewhere: Set<string>;
  lastSeenAt: Date | null;
  witnessed: boolean;
  leaving: NodeJS.Timeout | undefined;
}

/** Who is connected to any process, told when somebody's first device comes or last one goes. */
export class Presence implements PresenceReader {
  readonly #people = new Map<number, Known>();
  #onChange: (change: PresenceChange) => void = () => undefined;
  #onLocal: LocalListener = () => undefined;

  constructor(private readonly clock: Clock) {}

  onChange(listener: (change: PresenceChange) => void): void {
    this.#onChange = listener;
  }

  onLocal(listener: LocalListener): void {
    this.#onLocal = listener;
  }

  of(userId: number): PresenceView | undefined {
    const known = this.#people.get(userId);
    return known && view(known);
  }

  /** A socket of this process. */
  arrive(userId: number): void {
    const known = this.#welcome(userId);
    known.sockets += 1;
    if (known.sockets === 1) this.#onLocal(userId, true);
  }

  leave(userId: number): void {
    const known = this.#people.get(userId);
    if (!known || known.sockets === 0) return;
    known.sockets -= 1;
    if (known.sockets > 0) return;
    this.#onLocal(userId, false);
    this.#parted(userId, known, { at: this.clock.now(), witnessed: true });
  }

  /** Another process has this person. */
  arriveAt(peer: string, userId: number): void {
    this.#welcome(userId).elsewhere.add(peer);
  }

  /** Another process has this person no longer. `witnessed`: nobody else will remember when. */
  leaveAt(peer: string, userId: number, how: { at: Date; witnessed: boolean }): void {
    const known = this.#people.get(userId);
    if (known?.elsewhere.delete(peer)) this.#parted(userId, known, how);
  }

  /** Everybody with a socket of this process. */
  here(): number[] {
    return [...this.#people].filter(([, known]) => known.sockets > 0).map(([userId]) => userId);
  }

  /** Forgets everybody, and gives those whom nobody but this process could still see leave. */
  close(): number[] {
    const mine = [...this.#people].filter(([, { sockets, elsewhere, witnessed, leaving }]) => {
      clearTimeout(leaving);
      return elsewhere.size === 0 && (sockets > 0 || witnessed);
    });
    this.#people.clear();
    return mine.map(([userId]) => userId);
  }

  #welcome(userId: number): Known {
    const known = this.#people.get(userId);
    if (known) {
      clearTimeout(known.leaving);
      known.leaving = undefined;
      return known;
    }
    const arrived = {
      sockets: 0,
      elsewhere: new Set<string>(),
      lastSeenAt: null,
      witnessed: false,
      leaving: undefined,
    };
    this.#people.set(userId, arrived);
    this.#onChange({ userId, presence: view(arrived), witnessed: false });
    return arrived;
  }

  #parted(userId: number, known: Known, { at, witnessed }: { at: Date; witnessed: boolean }): void {
    if (known.sockets > 0 || known.elsewhere.size > 0) return;
    known.lastSeenAt = at;
    known.witnessed = witnessed;
    known.leaving = setTimeout(() => {
      // From here on the database knows when they were last seen.
      this.#people.delete(userId);
      this.#onChange({ userId, presence: { ...view(known), online: false }, witnessed });
    }, OFFLINE_AFTER_MS);
    known.leaving.unref();
  }
}

function view(known: Known): PresenceView {
  return { online: true, lastSeenAt: known.lastSeenAt?.toISOString() ?? null };
}
