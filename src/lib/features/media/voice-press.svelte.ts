import { tick } from 'svelte';

/** A press on the microphone, followed from its first moment, before the recorder is there. */
export class VoicePress {
  /** From the press until the recording is sent or given up. */
  open = $state(false);
  /** Where and when it began; undefined when it came from the keyboard. */
  from: { x: number; y: number; at: number } | undefined;
  /** Whether the finger is still down. */
  held = $state(false);
  /** What gets the focus back, where the keyboard began it. */
  #origin: HTMLElement | undefined;

  readonly down = (event: PointerEvent): void => {
    if (event.button !== 0 || this.open) return;
    // The field, if it has the focus, keeps it, and with it a phone's keyboard.
    event.preventDefault();
    this.from = { x: event.clientX, y: event.clientY, at: event.timeStamp };
    this.held = this.open = true;
    const up = () => (this.held = false);
    for (const type of ['pointerup', 'pointercancel']) addEventListener(type, up, { once: true });
  };

  readonly click = ({ currentTarget }: Event): void => {
    if (this.open) return;
    this.from = undefined;
    if (currentTarget instanceof HTMLElement) this.#origin = currentTarget;
    this.open = true;
  };

  close(): void {
    this.open = this.held = false;
    const origin = this.#origin;
    this.#origin = undefined;
    void tick().then(() => origin?.focus());
  }
}
