const SETTING = 'spotter:sound';
/** Many messages at once are one sound. */
const QUIET_MS = 1_500;

/** Whether this device makes a sound for a new message; on unless switched off. */
export function soundEnabled(storage: Pick<Storage, 'getItem'>): boolean {
  try {
    return storage.getItem(SETTING) !== 'off';
  } catch {
    return true;
  }
}

export function setSoundEnabled(storage: Pick<Storage, 'setItem'>, on: boolean): void {
  try {
    storage.setItem(SETTING, on ? 'on' : 'off');
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

/** Two soft notes, made on the spot: nothing to download. Browsers stay silent until the page was touched once. */
export class Chime {
  #context: AudioContext | undefined;
  #last = -QUIET_MS;

  play(): void {
    const now = performance.now();
    if (now - this.#last < QUIET_MS || !('AudioContext' in globalThis)) return;
    if (!navigator.userActivation.hasBeenActive) return;
    this.#last = now;
    const context = (this.#context ??= new AudioContext());
    if (context.state === 'suspended') void context.resume().catch(() => undefined);
    note(context, 660, 0);
    note(context, 880, 0.09);
  }
}

function note(context: AudioContext, hertz: number, delay: number): void {
  const start = context.currentTime + delay;
  const gain = context.createGain();
  gain.gain.setValueAtTime(0.0001, start);
  gain.gain.exponentialRampToValueAtTime(0.06, start + 0.015);
  gain.gain.exponentialRampToValueAtTime(0.0001, start + 0.28);
  const tone = context.createOscillator();
  tone.frequency.value = hertz;
  tone.connect(gain).connect(context.destination);
  tone.start(start);
  tone.stop(start + 0.3);
}
