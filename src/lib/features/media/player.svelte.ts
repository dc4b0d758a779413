export interface PlayerDesk {
  rate(): number;
  started(player: Player): void;
}

/** One piece of sound: loaded when it is first played, and kept where it was paused. */
export class Player {
  playing = $state(false);
  /** Where it is, in milliseconds. */
  position = $state(0);
  /** In milliseconds; null until it is known. */
  duration = $state<number | null>(null);
  failed = $state(false);
  #audio: HTMLAudioElement | undefined;

  /** @param src where it lies; undefined while that is not known */
  constructor(
    public src: () => string | undefined,
    durationMs: number | null,
    private readonly desk: PlayerDesk,
  ) {
    this.duration = durationMs;
  }

  /** Where it is, 0 to 1. */
  get part(): number {
    return this.duration ? Math.min(1, this.position / this.duration) : 0;
  }

  /** Never rejects: look at `failed`. */
  async toggle(): Promise<void> {
    if (this.playing) {
      this.pause();
      return;
    }
    const audio = this.#loaded();
    if (!audio) return;
    this.failed = false;
    this.playing = true;
    this.desk.started(this);
    try {
      audio.playbackRate = this.desk.rate();
      await audio.play();
    } catch (error) {
      // Paused again before it began is no failure.
      if (error instanceof DOMException && error.name === 'AbortError') return;
      this.#broken();
    }
  }

  pause(): void {
    this.playing = false;
    this.#audio?.pause();
  }

  /** Goes to a place, in milliseconds, playing or not. */
  seek(position: number): void {
    this.position = Math.max(0, Math.min(position, this.duration ?? 0));
    if (this.#audio && this.#audio.readyState > 0) this.#audio.currentTime = this.position / 1_000;
  }

  rateChanged(): void {
    if (this.#audio) this.#audio.playbackRate = this.desk.rate();
  }

  #loaded(): HTMLAudioElement | undefined {
    const src = this.src();
    if (src === undefined || this.#audio) return this.#audio;
    const audio = new Audio(src);
    this.#audio = audio;
    audio.addEventListener('loadedmetadata', () => {
      if (Number.isFinite(audio.duration)) this.duration = audio.duration * 1_000;
      audio.currentTime = this.position / 1_000;
    });
    audio.addEventListener('playing', () => this.#follow(audio));
    audio.addEventListener('pause', () => (this.playing = false));
    audio.addEventListener('ended', () => (this.position = 0));
    audio.addEventListener('error', () => this.#broken());
    return audio;
  }

  /** The browser's own `timeupdate` comes four times a second, which is seen. */
  #follow(audio: HTMLAudioElement): void {
    const step = () => {
      if (audio.paused) return;
      this.position = audio.currentTime * 1_000;
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  }

  #broken(): void {
    this.playing = false;
    this.failed = true;
    this.#audio = undefined;
  }
}
