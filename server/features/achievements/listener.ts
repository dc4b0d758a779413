import type { Services } from '#server/kernel/context';
import { Turnstile } from '#server/kernel/turnstile';
import { evaluateAchievements } from './evaluate.ts';

/** People remembered at most; beyond that the oldest is forgotten, and looked at once more. */
const REMEMBERED = 10_000;

/** After a restart everybody who writes is looked at: a few at a time, so that nobody's message waits for that. */
const LOOKS = { places: 2, maxWaiting: REMEMBERED, patienceMs: 600_000 };

/** Unlocks what messages unlock, and sends the job queue looking when other work is due. Subscribe it once. */
export function achievementListener(services: Services): void {
  const known = new Set<number>();
  const looks = new Turnstile(LOOKS);
  services.bus.subscribe((fact) => {
    if (fact.name === 'achievements.due') services.jobs.nudge('evaluate-achievements');
    if (fact.name === 'message.sent') return firstMessage({ services, known, looks }, fact.data.senderId);
    return undefined;
  });
}

interface Parts {
  readonly services: Services;
  readonly known: Set<number>;
  readonly looks: Turnstile;
}

/**
 * Only a person's first message can unlock something, so everybody is looked at once per process. A message takes no
 * job, which would double its cost: what a crash loses here, the sweep at the next start finds.
 */
async function firstMessage({ services, known, looks }: Parts, senderId: number): Promise<void> {
  if (known.has(senderId)) return;
  const oldest = known.size >= REMEMBERED ? known.values().next() : undefined;
  if (oldest && !oldest.done) known.delete(oldest.value);
  known.add(senderId);
  try {
    await looks.pass(() => evaluateAchievements(services, { userId: senderId }));
  } catch (error) {
    known.delete(senderId);
    throw error;
  }
}
