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
  /** Tabs whose signs show that it was felt; anybody's do unless told. */
  readonly hit?: readonly string[];
  /** For faults whose effect is not among the signs: what shows, from its beginning on, that it was felt. */
  evidence?(): string | undefined;
}

export interface Fault {
  readonly kind: string;
  /** What it touches: nothing else may touch any of it meanwhile. */
  readonly layers: readonly Layer[];
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
  /** Whether it goes on a little longer while nobody has felt it: what it takes away may not have been needed yet. */
  readonly lingers?: boolean;
  /** Rejects with `NobodyThere` when there is nobody whom it could hit. */
  begin(stage: Stage, plan: Plan): Begun | Promise<Begun>;
}
