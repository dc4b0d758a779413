import type { Actor } from '#server/kernel/context';
import type { SpotterSocket } from './sockets.ts';

/** What a standing session says of its person now. */
export type Standing = Pick<Actor, 'role' | 'coachId' | 'timeZone'>;

/** The standing ones of these sessions (by hash), with what their people are now. */
export type ReadStanding = (sessionIds: string[]) => Promise<ReadonlyMap<string, Standing>>;

/**
 * Keeps what sockets know of their people true: hangs up on those whose session no longer stands, and tells the others their
 * person's present role, coach and time zone. Heals whatever no event told.
 */
export class StandingCheck {
  /** Looks that overlap may end in another order than they began in: the one begun last counts. */
  #looks = 0;

  constructor(private readonly read: ReadStanding) {}

  /** Looks at these sockets with one query. Rejects when the database cannot be asked; nothing has changed then. */
  async look(sockets: readonly SpotterSocket[]): Promise<void> {
    const asked = new Set(sockets.map((socket) => socket.data.actor.sessionId));
    if (asked.size === 0) return;
    this.#looks += 1;
    const look = this.#looks;
    const standing = await this.read([...asked]);
    for (const socket of sockets) {
      const { actor, checkedBy } = socket.data;
      // One renamed meanwhile was not asked about.
      if (!asked.has(actor.sessionId)) continue;
      const now = standing.get(actor.sessionId);
      // Its session may just have been renamed: the next handshake decides, and says so if it is over.
      if (!now) socket.disconnect(true);
      else if (look > (checkedBy ?? 0)) {
        socket.data.actor = { ...actor, ...now };
        socket.data.checkedBy = look;
      }
    }
  }
}
