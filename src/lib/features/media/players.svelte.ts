import type { Thread } from '../../realtime/thread.svelte.ts';
import { Player } from './player.svelte.ts';

const RATES = [1, 1.5, 2];
const RATE_KEY = 'spotter:playback-rate';

/** What plays in a thread: one thing at a time, at a speed that is remembered, each where it was left. */
export class Players {
  rate = $state(storedRate());
  // Looked up by what is drawn; a player's own fields are what changes on screen.
  readonly #players: Record<string, Player | undefined> = {};
  #current: Player | undefined;

  /** The same one for the same `key`: what plays goes on while its message is scrolled out of sight. */
  player(key: string, durationMs: number | null, src: () => string | undefined): Player {
    const player = (this.#players[key] ??= this.#made(src, durationMs));
    // Whoever draws it now knows where it lies now: what was on its way is drawn anew once it is sent.
    player.src = src;
    return player;
  }

  /** To the next speed, and after the fastest back to the first. */
  faster(): void {
    this.rate = RATES[(RATES.indexOf(this.rate) + 1) % RATES.length] ?? 1;
    this.#current?.rateChanged();
    try {
      localStorage.setItem(RATE_KEY, String(this.rate));
    } catch {
      // A full or forbidden storage costs the memory of it, not the speed.
    }
  }

  #made(src: () => string | undefined, durationMs: number | null): Player {
    const started = (player: Player) => this.#started(player);
    return new Player(src, durationMs, { rate: () => this.rate, started });
  }

  #started(player: Player): void {
    if (this.#current !== player) this.#current?.pause();
    this.#current = player;
  }
}

function storedRate(): number {
  try {
    const stored = Number(localStorage.getItem(RATE_KEY));
    return RATES.includes(stored) ? stored : 1;
  } catch {
    return 1;
  }
}

const known = new WeakMap<Thread, Players>();

/** Of a thread, the same one every time. */
export function playersOf(thread: Thread): Players {
  const held = known.get(thread);
  if (held) return held;
  const made = new Players();
  known.set(thread, made);
  return made;
}
