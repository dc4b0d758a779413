/** Where "now" comes from, so that tests can live on any day. */
export interface Clock {
  now(): Date;
  /** Milliseconds since some moment, for how long something has lasted: setting the clock does not change it. */
  elapsed(): number;
}

export const systemClock: Clock = { now: () => new Date(), elapsed: () => performance.now() };
