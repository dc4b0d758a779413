import type { Services } from '#server/kernel/context';
import type { PersonLimits } from '#server/platform/person-limits';
import type { RedisLink } from '#server/platform/redis/index';
import { shareLimits } from './limit-gossip.ts';
import { isLocalFact } from './local-effects.ts';
import type { LocalEffects } from './local-effects.ts';
import { MissedEvents } from './missed-events.ts';
import { Peers } from './peers.ts';
import { PresenceGossip } from './presence-gossip.ts';
import type { Presence } from './presence.ts';
import type { SpotterServer } from './sockets.ts';

interface Parts {
  readonly io: SpotterServer;
  readonly services: Services;
  readonly presence: Presence;
  readonly local: LocalEffects;
  readonly limits: PersonLimits | undefined;
  readonly redis: RedisLink;
}

/**
 * Makes this process one of several: what happened here is taken in there, who is here is known there, and the other
 * way round. Subscribes to facts, so call it before anything that turns them into frames.
 * @returns what says goodbye to the others
 */
export function joinOthers({ io, services, presence, local, limits, redis }: Parts): () => void {
  const peers = new Peers(io, services.logger);
  services.bus.subscribe((fact) => {
    if (isLocalFact(fact)) peers.tell({ kind: 'fact', fact });
  });
  peers.on('fact', ({ fact }) => local.applyHere(fact));
  const gossip = new PresenceGossip({ presence, peers, clock: services.clock });
  const missed = new MissedEvents({
    io,
    peers,
    redis,
    back: () => {
      gossip.introduce();
    },
  });
  gossip.introduce();
  const stopSharing = limits && shareLimits(limits, peers);
  return () => {
    stopSharing?.();
    missed.close();
    gossip.close();
  };
}
