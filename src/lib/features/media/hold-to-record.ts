import type { VoicePress } from './voice-press.svelte.ts';

/** A press that ends sooner is a tap: the recording goes on without the finger. */
const TAP_MS = 400;
const CANCEL_PX = 90;
const LOCK_PX = 70;

export interface HoldActs {
  /** The finger left: send what was said. */
  release(): void;
  cancel(): void;
  /** Goes on without the finger. */
  lock(): void;
  /** How far the finger is on its way to cancel, 0 to 1. */
  slide(part: number): void;
}

/** Follows the finger that began a recording, until it leaves, slides aside to cancel, or up to lock. */
export function followHold(press: VoicePress, does: HoldActs): () => void {
  const { from } = press;
  if (!from || !press.held) {
    does.lock();
    return () => undefined;
  }
  const stop = new AbortController();
  const end = (act: () => void) => {
    stop.abort();
    act();
  };
  const move = ({ clientX, clientY }: PointerEvent) => {
    const aside = from.x - clientX;
    if (aside > CANCEL_PX) {
      ignoreItsClick();
      end(() => does.cancel());
    } else if (from.y - clientY > LOCK_PX) end(() => does.lock());
    else does.slide(Math.max(0, aside / CANCEL_PX));
  };
  const up = ({ timeStamp }: PointerEvent) => {
    end(() => (timeStamp - from.at < TAP_MS ? does.lock() : does.release()));
  };
  const { signal } = stop;
  addEventListener('pointermove', move, { signal });
  addEventListener('pointerup', up, { signal });
  addEventListener('pointercancel', () => end(() => does.lock()), { signal });
  return () => stop.abort();
}

/** A mouse that comes back and is let go on the microphone has not pressed it again. */
function ignoreItsClick(): void {
  const ignored = (event: Event) => event.stopPropagation();
  addEventListener('click', ignored, { capture: true });
  const over = () => setTimeout(() => removeEventListener('click', ignored, true));
  for (const type of ['pointerup', 'pointercancel']) addEventListener(type, over, { once: true });
}
