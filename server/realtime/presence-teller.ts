import { partnersOf, recordSeen } from '#server/features/conversations/index';
import type { Services } from '#server/kernel/context';
import type { PresenceChange } from './presence.ts';
import { rooms } from './sockets.ts';
import type { SpotterServer } from './sockets.ts';

/** People told of with one query. After a restart everybody comes at once. */
const AT_ONCE = 1_000;

/**
 * Tells the people of this process who share a conversation with somebody that they came or went. Each process tells
 * its own: all of them know of all comings and goings.
 */
export class PresenceTeller {
  /** Of each person only the latest counts. What comes while a round runs goes with the next. */
  readonly #waiting = new Map<number, PresenceChange>();
  #running = false;

  constructor(
    private readonly io: SpotterServer,
    private readonly services: Services,
  ) {}

  tell(change: PresenceChange): void {
    this.#waiting.set(change.userId, change);
    if (!this.#running) void this.#run();
  }

  async #run(): Promise<void> {
    this.#running = true;
    while (this.#waiting.size > 0) {
      const changes = [...this.#waiting.values()].slice(0, AT_ONCE);
      for (const { userId } of changes) this.#waiting.delete(userId);
      await this.#attempt('when people were last seen could not be stored', () => this.#remember(changes));
      await this.#attempt('presence could not be told', () => this.#tell(changes));
    }
    this.#running = false;
  }

  async #remember(changes: readonly PresenceChange[]): Promise<void> {
    const seen = changes.flatMap(({ userId, presence: { online, lastSeenAt }, witnessed }) =>
      witnessed && !online && lastSeenAt !== null ? { userId, at: new Date(lastSeenAt) } : [],
    );
    await recordSeen(this.services, seen);
  }

  async #tell(changes: readonly PresenceChange[]): Promise<void> {
    const partners = await partnersOf(
      this.services,
      changes.map(({ userId }) => userId),
    );
    const { rooms: present } = this.io.sockets.adapter;
    for (const { userId, presence } of changes) {
      const here = (partners.get(userId) ?? []).map(rooms.user).filter((room) => present.has(room));
      if (here.length > 0) this.io.local.to(here).emit('presence:updated', { userId, ...presence });
    }
  }

  /** Best effort: `sync` tells who is here, whatever fails now. */
  async #attempt(failure: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.services.logger.warn({ err: error }, failure);
    }
  }
}
