import type { PersonLimits } from '#server/platform/person-limits';
import type { Peers } from './peers.ts';

const TELL_EVERY_MS = 1_000;

/**
 * Counts what a person does at one process at the others too. Each decides at once, by what it knows: somebody who
 * uses N processes has within a second what N grant, and from then on what one grants, give or take a few.
 * @returns what ends it
 */
export function shareLimits(limits: PersonLimits, peers: Peers): () => void {
  const { sends, others } = limits;
  for (const buckets of [sends, others]) buckets.share();
  peers.on('spent', (message) => {
    for (const [key, tokens] of Object.entries(message.sends)) sends.spend(key, tokens);
    for (const [key, tokens] of Object.entries(message.others)) others.spend(key, tokens);
  });
  const timer = setInterval(() => {
    const spent = { sends: sends.takeSpent(), others: others.takeSpent() };
    if (spent.sends.size + spent.others.size === 0) return;
    peers.tell({
      kind: 'spent',
      sends: Object.fromEntries(spent.sends),
      others: Object.fromEntries(spent.others),
    });
  }, TELL_EVERY_MS);
  timer.unref();
  return () => {
    clearInterval(timer);
  };
}
