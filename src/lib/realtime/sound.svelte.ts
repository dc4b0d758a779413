import { Chime, setSoundEnabled, soundEnabled } from './sound.ts';

/** The quiet sound for new messages, with its switch. */
export class Sound {
  #enabled = $state(true);
  readonly #chime = new Chime();

  constructor(private readonly storage: Pick<Storage, 'getItem' | 'setItem'>) {
    this.#enabled = soundEnabled(storage);
  }

  get enabled(): boolean {
    return this.#enabled;
  }

  /** Remembered on this device. */
  set enabled(on: boolean) {
    this.#enabled = on;
    setSoundEnabled(this.storage, on);
  }

  /** A message of somebody else came; `watched` when the reader is looking at its thread. */
  arrived(watched: boolean): void {
    if (this.#enabled && !watched) this.#chime.play();
  }
}
