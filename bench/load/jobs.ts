import type { BenchPerson } from '../world/people.ts';

/** A server to be measured: its address, and the processes whose time is counted. */
export interface Target {
  readonly url: string;
  readonly serverPid: number;
  readonly databasePid?: number;
}

/** What one load generator does in its life. */
export type Job = SaturateJob | SteadyJob | HoldJob;

/** Everybody sends the next message as soon as the last one is acknowledged. */
export interface SaturateJob {
  readonly kind: 'saturate';
  readonly target: Target;
  readonly people: readonly BenchPerson[];
  readonly warmUpSeconds: number;
  readonly seconds: number;
}

export interface SaturateResult {
  readonly messages: number;
  readonly seconds: number;
  /** Processor seconds. */
  readonly serverCpu: number;
  readonly databaseCpu: number;
  readonly delivered: number;
}

/** Messages leave at a fixed rate, whether or not the earlier ones have been answered. */
export interface SteadyJob {
  readonly kind: 'steady';
  readonly target: Target;
  readonly people: readonly BenchPerson[];
  readonly perSecond: number;
  readonly warmUpSeconds: number;
  readonly seconds: number;
}

export interface SteadyResult {
  readonly messages: number;
  /** Milliseconds from the moment a message was due to its delivery to the other person. */
  readonly p50: number;
  readonly p99: number;
  readonly max: number;
}

/** Connects everybody, says so, and stays until told to end. */
export interface HoldJob {
  readonly kind: 'hold';
  readonly target: Target;
  readonly people: readonly BenchPerson[];
}

export interface HoldResult {
  readonly held: number;
}

export interface Results {
  saturate: SaturateResult;
  steady: SteadyResult;
  hold: HoldResult;
}
