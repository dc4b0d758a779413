import { faultOf, faults } from './faults/registry.ts';
import type { Fault } from './faults/fault.ts';

/** A run of a series. */
export interface Planned {
  readonly label: string;
  readonly seed: number;
  readonly seconds: number;
  readonly kinds: readonly Fault[];
  /** Milliseconds each fault lasts, instead of what the seed draws. */
  readonly lasts?: number;
}

const SEEDS_OF_A_KIND = 3;
const SECONDS_OF_A_KIND = 20;
const MIXED_SEEDS = 20;
const MIXED_SECONDS = 60;

/** Outages longer than a run of that kind would draw, in seconds. */
const LONG: readonly (readonly [string, number])[] = [
  ['redis-kill', 15],
  ['redis-kill', 120],
  ['redis-freeze', 60],
  ['freeze-one', 60],
];

/** The whole proof: every kind of fault with several seeds, the long outages, and many runs of everything at once. */
export function matrix(): Planned[] {
  const each = faults.flatMap((fault) =>
    seeds(SEEDS_OF_A_KIND).map((seed) => ({
      label: fault.kind,
      seed,
      seconds: SECONDS_OF_A_KIND,
      kinds: [fault],
    })),
  );
  const long = LONG.map(([kind, seconds]) => ({
    label: `${kind} for ${seconds} s`,
    seed: 1,
    seconds: seconds + 10,
    kinds: [faultOf(kind)],
    lasts: seconds * 1_000,
  }));
  const mixed = seeds(MIXED_SEEDS).map((seed) => ({
    label: 'mixed',
    seed,
    seconds: MIXED_SECONDS,
    kinds: faults,
  }));
  return [...each, ...long, ...mixed];
}

function seeds(n: number): number[] {
  return Array.from({ length: n }, (_, index) => index + 1);
}
