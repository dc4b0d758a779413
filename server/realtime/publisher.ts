import { conversationFor, conversationsAround, readChange } from '#server/features/conversations/index';
import type { Membership } from '#server/kernel/access';
import type { Services } from '#server/kernel/context';
import { unreachable } from '#server/kernel/errors';
import type { Fact, FactMap } from '#server/kernel/facts';
import { Turnstile } from '#server/kernel/turnstile';
import { Lanes } from './lanes.ts';
import type { LocalEffects } from './local-effects.ts';
import { rooms } from './sockets.ts';
import type { SpotterServer } from './sockets.ts';

/**
 * Changes of cards that are looked up at once: a job may change thousands, and each look takes a connection. Nobody is
 * turned away, because nobody would ask again; the frame is a hint, and whoever waits longer hears of it by sync.
 */
const LOOK_UPS = { places: 4, maxWaiting: Infinity, patienceMs: 30 * 60_000 };

/** What is nobody's business but one person's. */
type OwnFact = Extract<Fact, { name: 'settings.changed' | 'draft.changed' | 'scheduled.changed' }>;

type PersonalFact = Extract<
  Fact,
  { name: 'profile.changed' | 'session.ended' | 'message.sent' | 'achievements.due' }
>;

function isOwn(fact: Fact): fact is OwnFact {
  return (
    fact.name === 'settings.changed' || fact.name === 'draft.changed' || fact.name === 'scheduled.changed'
  );
}

/** Turns facts into frames. The only place that knows both. */
export class Publisher {
  /** Changes of one conversation leave one after the other, so nobody sees a gap for nothing. */
  readonly #changes = new Lanes<number>();
  /** So do those of one person, or the name they had before could be the last one that is told. */
  readonly #profiles = new Lanes<number>();
  readonly #lookUps = new Turnstile(LOOK_UPS);

  constructor(
    private readonly io: SpotterServer,
    private readonly services: Services,
    private readonly local: LocalEffects,
  ) {}

  /** From now on every fact of this process leaves. */
  start(): void {
    this.services.bus.subscribe((fact) => (isOwn(fact) ? this.#tellOwn(fact) : this.#tell(fact)));
  }

  #tell(fact: Exclude<Fact, OwnFact>): void | Promise<void> {
    switch (fact.name) {
      case 'conversation.changed':
        return this.#changes.run(fact.data.conversationId, () => this.#tellChange(fact.data));
      case 'conversation.created':
        return this.#tellCreated(fact.data);
      case 'receipt.moved':
        return this.#tellReceipt(fact.data);
      case 'typing.changed':
        this.#tellTyping(fact.data);
        return;
      case 'membership.changed':
        return this.#tellMembership(fact);
      case 'actor.changed':
      case 'session.renamed':
        return this.local.applyHere(fact);
      default:
        return this.#tellPerson(fact);
    }
  }

  /** What changes for everybody around one person, and what leaves as no frame at all. */
  #tellPerson(fact: PersonalFact): void | Promise<void> {
    switch (fact.name) {
      case 'profile.changed':
        return this.#profiles.run(fact.data.userId, () => this.#tellProfile(fact.data));
      case 'session.ended':
        this.#endSessions(fact.data);
        return;
      case 'message.sent':
      case 'achievements.due':
        return;
      default:
        unreachable(fact);
    }
  }

  /** Leaves before this returns when everything is known: most changes are plain texts of a busy thread. */
  #tellChange(fact: FactMap['conversation.changed']): void | Promise<void> {
    const membership = this.services.memberships.known(fact.conversationId);
    if (!membership || !fact.ready) return this.#lookUpChange(fact);
    this.#audience(membership, fact.askingSocket).emit('conversation:changed', fact.ready);
  }

  async #lookUpChange(fact: FactMap['conversation.changed']): Promise<void> {
    const change = fact.ready ?? (await this.#lookUps.pass(() => readChange(this.services, fact)));
    // Asked last: whoever lost the conversation while the change was read gets nothing of it.
    const membership = await this.services.memberships.of(fact.conversationId);
    if (!membership) return;
    const audience = this.#audience(membership, fact.askingSocket);
    if (change) audience.emit('conversation:changed', change);
    else audience.emit('sync:needed', {});
  }

  /**
   * From here on nothing is told to a former coach, whose screen lets go at once. Closing and opening the same thread
   * leave one after the other, so that the last word is the true one.
   */
  #tellMembership(fact: Extract<Fact, { name: 'membership.changed' }>): Promise<void> {
    void this.local.applyHere(fact);
    const { conversationId, coachId, closed } = fact.data;
    if (closed) this.io.to(rooms.user(coachId)).emit('conversation:removed', { conversationId });
    return this.#changes.run(conversationId, () => this.#tellCreated(fact.data));
  }

  /** Tells those who have it of a conversation that is new to them, or no longer what it was. */
  async #tellCreated({
    conversationId,
    coachId,
    clientId,
  }: Pick<FactMap['conversation.created'], 'conversationId' | 'coachId' | 'clientId'>): Promise<void> {
    for (const userId of [coachId, clientId]) {
      const conversation = await conversationFor(this.services, userId, conversationId);
      if (conversation) this.io.to(rooms.user(userId)).emit('conversation:added', { conversation });
    }
  }

  /** Names and zones of people stand in their conversations: whoever shows one gets it anew. */
  async #tellProfile({ userId }: FactMap['profile.changed']): Promise<void> {
    for (const { viewerId, conversation } of await conversationsAround(this.services, userId)) {
      this.io.to(rooms.user(viewerId)).emit('conversation:added', { conversation });
    }
  }

  async #tellReceipt({ askingSocket, ...receipt }: FactMap['receipt.moved']): Promise<void> {
    const membership = await this.services.memberships.of(receipt.conversationId);
    if (!membership) return;
    this.#audience(membership, askingSocket).emit('receipt:updated', receipt);
  }

  #tellTyping({ receiverId, ...typing }: FactMap['typing.changed']): void {
    this.io.to(rooms.user(receiverId)).emit('typing:updated', typing);
  }

  /** To the devices of one person alone. */
  #tellOwn(fact: OwnFact): void {
    const own = this.io.to(rooms.user(fact.data.userId));
    if (fact.name === 'settings.changed') {
      own.emit('settings:updated', fact.data.update);
      return;
    }
    if (fact.name === 'scheduled.changed') {
      own.emit('scheduled:updated', { conversationId: fact.data.conversationId });
      return;
    }
    const { update, askingSocket } = fact.data;
    (askingSocket === undefined ? own : own.except(askingSocket)).emit('draft:updated', update);
  }

  #endSessions({ userId, sessionId, butSessionId, reason }: FactMap['session.ended']): void {
    const room = sessionId === undefined ? rooms.user(userId) : rooms.session(sessionId);
    const ended =
      butSessionId === undefined ? this.io.in(room) : this.io.in(room).except(rooms.session(butSessionId));
    ended.emit('session:ended', { reason });
    ended.disconnectSockets(true);
  }

  /** A closed conversation is the client's alone. */
  #audience({ coachId, clientId, closedAt }: Membership, askingSocket: string | undefined) {
    const members = closedAt === null ? [coachId, clientId] : [clientId];
    const everybody = this.io.to(members.map(rooms.user));
    return askingSocket === undefined ? everybody : everybody.except(askingSocket);
  }
}
