import type { Clock } from '#server/platform/clock';
import type { PeerMessage } from './peer-messages.ts';
import type { Peers } from './peers.ts';
import type { Presence } from './presence.ts';

/** How often each process says who is with it. */
const BEAT_EVERY_MS = 5_000;

/** Beats of our own without a word from a process, after which it is gone: its people are offline within 30 s. */
const SILENT_BEATS = 5;

/** Comings and goings of that long leave together. */
const GATHER_MS = 20;

interface Peer {
  readonly people: Set<number>;
  /** Counted in our own beats, so that a process that itself stood still takes nobody for dead. */
  silentBeats: number;
  heardAt: Date;
}

interface Parts {
  readonly presence: Presence;
  readonly peers: Peers;
  readonly clock: Clock;
}

/** Tells other processes who is with this one, and this one's presence who is with them. */
export class PresenceGossip {
  readonly #known = new Map<string, Peer>();
  readonly #moved = new Map<number, boolean>();
  #telling: NodeJS.Timeout | undefined;
  #left = false;
  readonly #beats: NodeJS.Timeout;

  constructor(private readonly parts: Parts) {
    parts.presence.onLocal((userId, here) => {
      this.#moved.set(userId, here);
      this.#telling ??= setTimeout(() => {
        this.#tellMoved();
      }, GATHER_MS).unref();
    });
    parts.peers.listen((message, from) => {
      this.#hear(message, from);
    });
    this.#beats = setInterval(() => {
      this.#beat();
    }, BEAT_EVERY_MS);
    this.#beats.unref();
  }

  /** Makes itself known: at the start, and whenever the others may have been out of reach. */
  introduce(): void {
    if (this.#left) return;
    this.parts.peers.tell({ kind: 'hello' });
    this.#tellPeople();
  }

  /** Says goodbye: whoever is still connected goes elsewhere now. */
  close(): void {
    this.#left = true;
    clearInterval(this.#beats);
    clearTimeout(this.#telling);
    this.parts.presence.onLocal(() => undefined);
    this.parts.peers.tell({ kind: 'bye', at: this.parts.clock.now().toISOString() });
  }

  #tellPeople(): void {
    this.parts.peers.tell({ kind: 'people', here: this.parts.presence.here() });
  }

  #tellMoved(): void {
    this.#telling = undefined;
    const moved = [...this.#moved];
    this.#moved.clear();
    const who = (here: boolean) => moved.filter(([, now]) => now === here).map(([userId]) => userId);
    const at = this.parts.clock.now().toISOString();
    this.parts.peers.tell({ kind: 'moved', arrived: who(true), left: who(false), at });
  }

  #beat(): void {
    this.#tellPeople();
    for (const [id, peer] of this.#known) {
      peer.silentBeats += 1;
      if (peer.silentBeats >= SILENT_BEATS) this.#forget(id, { at: peer.heardAt, witnessed: true });
    }
  }

  #hear(message: PeerMessage, from: string): void {
    // Whoever has said goodbye answers nobody: they would take it for a return.
    if (this.#left) return;
    if (message.kind === 'bye') {
      this.#forget(from, { at: new Date(message.at), witnessed: false });
      return;
    }
    const peer = this.#peer(from);
    if (message.kind === 'hello') this.#tellPeople();
    if (message.kind === 'people') this.#compare(from, peer, new Set(message.here));
    if (message.kind === 'moved') {
      for (const userId of message.arrived) this.#arrived(from, peer, userId);
      for (const userId of message.left) this.#gone(from, peer, userId, new Date(message.at));
    }
  }

  #peer(id: string): Peer {
    const peer = this.#known.get(id) ?? { people: new Set(), silentBeats: 0, heardAt: new Date(0) };
    peer.silentBeats = 0;
    peer.heardAt = this.parts.clock.now();
    this.#known.set(id, peer);
    return peer;
  }

  /** Whatever was lost in between, the whole list mends. */
  #compare(id: string, peer: Peer, here: ReadonlySet<number>): void {
    for (const userId of here) this.#arrived(id, peer, userId);
    for (const userId of peer.people) if (!here.has(userId)) this.#gone(id, peer, userId, peer.heardAt);
  }

  #arrived(id: string, peer: Peer, userId: number): void {
    if (peer.people.has(userId)) return;
    peer.people.add(userId);
    this.parts.presence.arriveAt(id, userId);
  }

  #gone(id: string, peer: Peer, userId: number, at: Date): void {
    peer.people.delete(userId);
    this.parts.presence.leaveAt(id, userId, { at, witnessed: false });
  }

  #forget(id: string, how: { at: Date; witnessed: boolean }): void {
    const peer = this.#known.get(id);
    this.#known.delete(id);
    for (const userId of peer?.people ?? []) this.parts.presence.leaveAt(id, userId, how);
  }
}
