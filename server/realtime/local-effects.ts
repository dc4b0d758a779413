import type { Memberships } from '#server/kernel/access';
import type { Fact, FactMap } from '#server/kernel/facts';
import { rooms } from './sockets.ts';
import type { SpotterServer, SpotterSocket } from './sockets.ts';
import type { StandingCheck } from './standing.ts';

/** Facts that change what a process itself keeps: every process that serves the same people has to hear of them. */
const LOCAL = ['membership.changed', 'actor.changed', 'session.renamed'] as const;
type LocalName = (typeof LOCAL)[number];

export type LocalFact = Extract<Fact, { name: LocalName }>;

export function isLocalFact(fact: Fact): fact is LocalFact {
  return LOCAL.some((name) => name === fact.name);
}

interface Parts {
  readonly io: SpotterServer;
  readonly memberships: Pick<Memberships, 'forget'>;
  readonly standing: StandingCheck;
}

/** Brings what this process keeps in line with what happened, here or in another process. Sends no frame of its own. */
export class LocalEffects {
  constructor(private readonly parts: Parts) {}

  /** What needs no query has happened when this returns. */
  applyHere(fact: LocalFact): void | Promise<void> {
    switch (fact.name) {
      case 'membership.changed':
        this.parts.memberships.forget(fact.data.conversationId);
        return;
      case 'actor.changed':
        return this.parts.standing.look(this.#socketsIn(rooms.user(fact.data.userId)));
      case 'session.renamed':
        this.#renameSession(fact.data);
    }
  }

  #renameSession({ from, to }: FactMap['session.renamed']): void {
    for (const socket of this.#socketsIn(rooms.session(from))) {
      socket.data.actor = { ...socket.data.actor, sessionId: to };
      void socket.join(rooms.session(to));
      void socket.leave(rooms.session(from));
    }
  }

  /** Those of this process. */
  #socketsIn(room: string): SpotterSocket[] {
    const { adapter, sockets } = this.parts.io.sockets;
    return [...(adapter.rooms.get(room) ?? [])].flatMap((id) => sockets.get(id) ?? []);
  }
}
