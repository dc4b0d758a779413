import type { Random } from '../random.ts';
import type { Fault, Layer, Plan } from './fault.ts';

/** Time in which nothing is wrong yet, and after the last fault. */
const CALM_START_MS = 2_000;
const CALM_END_MS = 3_000;
const PAUSE_MS = [800, 3_000] as const;

export interface ScheduleOptions {
  readonly random: Random;
  readonly seconds: number;
  /** What may happen; with one kind it happens again and again. */
  readonly kinds: readonly Fault[];
  /** Milliseconds each fault lasts, instead of what it would draw. */
  readonly lasts?: number | undefined;
}

/** When what goes wrong. The same seed gives the same schedule. Kinds come in turns, so that a long run has all. */
export function schedule({ random, seconds, kinds, lasts }: ScheduleOptions): Plan[] {
  const plans: Plan[] = [];
  const busyUntil = new Map<Layer, number>();
  let bag: Fault[] = [];
  let at = CALM_START_MS;
  for (;;) {
    if (bag.length === 0) bag = random.shuffled(kinds);
    const fault = bag.pop();
    if (!fault) return plans;
    const last = Math.max(0, ...busyUntil.values());
    const free = Math.max(...fault.layers.map((layer) => busyUntil.get(layer) ?? 0));
    at = Math.max(at, fault.alone ? last : free);
    const plan = {
      kind: fault.kind,
      at,
      lasts: lasts ?? random.between(fault.lasts[0], fault.lasts[1]),
      target: random.between(0, 1_000_000),
    };
    const end = at + plan.lasts;
    if (plans.length > 0 && end > seconds * 1_000 - CALM_END_MS) return plans;
    plans.push(plan);
    for (const layer of fault.layers) busyUntil.set(layer, end);
    at = (fault.alone ? end : at) + random.between(PAUSE_MS[0], PAUSE_MS[1]);
  }
}
