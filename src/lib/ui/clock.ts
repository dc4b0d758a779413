import { createSubscriber } from 'svelte/reactivity';

const BEAT_MS = 15_000;

/** The present time as something to derive from: one timer for all who read it, none when nobody does. */
class Clock {
  #subscribe = createSubscriber((tell) => {
    const timer = setInterval(tell, BEAT_MS);
    // Background tabs are throttled: catch up the moment somebody looks again.
    document.addEventListener('visibilitychange', tell);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tell);
    };
  });

  /** Milliseconds since 1970, read again about every 15 seconds. */
  get now(): number {
    this.#subscribe();
    return Date.now();
  }
}

export const clock = new Clock();
