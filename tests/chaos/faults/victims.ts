import { setTimeout as sleep } from 'node:timers/promises';
import type { Plan } from './fault.ts';

/** Whoever was cut off tries again after 8 s at most. */
const PATIENCE_MS = 12_000;
const LOOK_EVERY_MS = 100;

/** A fault found nobody whom it could hit, however long it waited. */
export class NobodyThere extends Error {
  override readonly name = 'NobodyThere';
}

/**
 * Those `look` gives once there are some: a fault waits for people to come back from the one before.
 * @throws NobodyThere after 12 s
 */
export async function thoseThere<T>(
  look: () => readonly T[],
  patienceMs = PATIENCE_MS,
): Promise<readonly T[]> {
  for (let waited = 0; ; waited += LOOK_EVERY_MS) {
    const there = look();
    if (there.length > 0) return there;
    if (waited > patienceMs) throw new NobodyThere('There is nobody to hit');
    await sleep(LOOK_EVERY_MS);
  }
}

/** One of several, by a plan's target. @throws NobodyThere when there is none */
export function targetOf<T>(from: readonly T[], { target }: Plan): T {
  const chosen = from[target % Math.max(1, from.length)];
  if (chosen === undefined) throw new NobodyThere('There is nobody to hit');
  return chosen;
}

/** One of those `look` gives once there are some. @throws NobodyThere after 12 s */
export async function victimOf<T>(plan: Plan, look: () => readonly T[]): Promise<T> {
  return targetOf(await thoseThere(look), plan);
}
