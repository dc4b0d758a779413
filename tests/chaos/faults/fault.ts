import type { Stage } from '../stage/stage.ts';
import type { Sign } from '../stage/recorder.ts';

/** What a fault may hit. Two faults of one layer never overlap. */
export type Layer = 'servers' | 'redis' | 'postgres' | 'network' | 'tabs' | 'people';

/** One fault of a schedule. Everything about it comes from the seed. */
export interface Plan {
  readonly kind: string;
  /** Milliseconds after the start of the run. */
  readonly at: number;
  readonly lasts: number;
  /** Chooses whom it hits, by the remainder. */
  readonly target: number;
}

/** A fault that has begun. */
export interface Begun {
  heal(): Promise<void>;
  /** For faults whose effect is not among the signs: what shows, at the end of the run, that it was felt. */
  evidence?(): string | undefined;
}

export interface Fault {
  readonly kind: string;
  readonly layer: Layer;
  /** Milliseconds, from and to. */
  readonly lasts: readonly [number, number];
  /** Any of these, from its beginning on, shows that it was felt. */
  readonly signs: readonly Sign[];
  /** Whether it takes several processes. */
  readonly needsPeers?: boolean;
  /** Whether nothing else may go on meanwhile, because nothing else could be felt. */
  readonly alone?: boolean;
  /** Whether frames may be lost without anybody being told. */
  readonly loses?: boolean;
  begin(stage: Stage, plan: Plan): Begun | Promise<Begun>;
}

/** One of several, by a plan's target. @throws when there is none */
export function targetOf<T>(from: readonly T[], { target }: Plan): T {
  const chosen = from[target % Math.max(1, from.length)];
  if (chosen === undefined) throw new Error('There is nothing to hit');
  return chosen;
}
