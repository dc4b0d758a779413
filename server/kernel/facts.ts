import type { ConversationChange, DraftUpdate, SessionEndReason, SettingsUpdate } from '#contract/realtime';

/** What happened, told after the transaction that made it so has committed. Carries only what `sync` can heal. */
export interface FactMap {
  /** Messages got a new `rev`: some are new, some changed, or what their cards show did. */
  'conversation.changed': {
    conversationId: number;
    fromRev: number;
    rev: number;
    messageIds: number[];
    askingSocket?: string;
    /** True for what the asker's acknowledgement does not carry: it is told to their socket as well. */
    toAsker?: true;
    /** The change as it leaves, where whoever stored it knew all of it already. */
    ready?: ConversationChange;
  };
  'conversation.created': { conversationId: number; coachId: number; clientId: number };
  /**
   * Who has a conversation changed: it was closed for its coach, or opened again. What the process keeps of it is no
   * longer true.
   */
  'membership.changed': { conversationId: number; coachId: number; clientId: number; closed: boolean };
  'message.sent': { messageId: number; senderId: number };
  'receipt.moved': {
    conversationId: number;
    userId: number;
    deliveredSeq: number;
    readSeq: number;
    /** Only told on a socket that did not cause it. */
    askingSocket?: string;
  };
  /** Somebody started or stopped typing; never stored. */
  'typing.changed': { conversationId: number; userId: number; receiverId: number; active: boolean };
  /** How one member sees a thread; told to nobody else. */
  'settings.changed': { userId: number; update: SettingsUpdate };
  /** What one member has begun to write; told to their other devices and to nobody else. */
  'draft.changed': { userId: number; update: DraftUpdate; askingSocket?: string };
  /** What a person has to be sent later in a thread is not what it was; nobody else is told. */
  'scheduled.changed': { userId: number; conversationId: number };
  'profile.changed': { userId: number };
  /** What a person may do changed: their role, their coach, their time zone. What a socket knows of them is old. */
  'actor.changed': { userId: number };
  /** A person's session goes on under another id. Ids are hashes. */
  'session.renamed': { userId: number; from: string; to: string };
  /** Without a session id every session of the user ended, except `butSessionId`. Ids are hashes. */
  'session.ended': { userId: number; sessionId?: string; butSessionId?: string; reason: SessionEndReason };
  /** A person did something that may unlock an achievement; the job is already stored. */
  'achievements.due': { userId: number };
}

export type FactName = keyof FactMap;
export type Fact = { [N in FactName]: { name: N; data: FactMap[N] } }[FactName];

type Listener = (fact: Fact) => void | Promise<void>;

/** Hands facts to whoever listens in this process. A listener that fails harms neither the actor nor the others. */
export class FactBus {
  readonly #listeners: Listener[] = [];

  constructor(private readonly onFailure: (error: unknown, fact: Fact) => void) {}

  subscribe(listener: Listener): void {
    this.#listeners.push(listener);
  }

  publish(facts: readonly Fact[]): void {
    for (const fact of facts) {
      for (const listener of this.#listeners) this.#deliver(fact, listener);
    }
  }

  /** Synchronous as far as the listener is, so that what needs no query leaves in the order of the facts. */
  #deliver(fact: Fact, listener: Listener): void {
    try {
      const pending = listener(fact);
      pending?.catch((error: unknown) => {
        this.onFailure(error, fact);
      });
    } catch (error) {
      this.onFailure(error, fact);
    }
  }
}

/**
 * Several steps of one conversation in one transaction leave as one change, as long as they are for the same sockets.
 */
export function mergeChanges(facts: readonly Fact[]): Fact[] {
  const merged: Fact[] = [];
  const changes = new Map<number, FactMap['conversation.changed']>();
  for (const fact of facts) {
    if (fact.name !== 'conversation.changed') {
      merged.push(fact);
      continue;
    }
    const known = changes.get(fact.data.conversationId);
    if (known && known.toAsker === fact.data.toAsker) {
      known.fromRev = Math.min(known.fromRev, fact.data.fromRev);
      known.rev = Math.max(known.rev, fact.data.rev);
      known.messageIds = [...new Set([...known.messageIds, ...fact.data.messageIds])];
    } else {
      const copy = { ...fact.data };
      changes.set(copy.conversationId, copy);
      merged.push({ name: fact.name, data: copy });
    }
  }
  return merged;
}
