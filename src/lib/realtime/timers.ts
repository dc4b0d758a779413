/** Time as the library sees it, so that tests and the fault harness can own it. */
export interface Timers {
  /** Milliseconds since 1970. */
  now(): number;
  /** Runs `act` once after `ms`; the returned function calls it off. */
  after(ms: number, act: () => void): () => void;
}

export const systemTimers: Timers = {
  now: () => Date.now(),
  after(ms, act) {
    const timer = setTimeout(act, ms);
    return () => {
      clearTimeout(timer);
    };
  },
};
