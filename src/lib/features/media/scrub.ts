import type { Attachment } from 'svelte/attachments';

const STEP_MS = 5_000;
const STEP_PART = 0.1;

/** Where a key leads from `position`, in milliseconds; undefined for keys that lead nowhere. */
export function scrubKey(key: string, position: number, total: number): number | undefined {
  // A short note is not over after one press.
  const step = Math.min(STEP_MS, total * STEP_PART);
  const places: Record<string, number> = {
    ArrowRight: position + step,
    ArrowUp: position + step,
    ArrowLeft: position - step,
    ArrowDown: position - step,
    PageUp: position + total * 0.25,
    PageDown: position - total * 0.25,
    Home: 0,
    End: total,
  };
  const place = places[key];
  return place === undefined ? undefined : Math.min(total, Math.max(0, place));
}

/** A finger that moved less aside may be about to scroll. */
const SLACK_PX = 8;

/**
 * Follows a press and its movement along an element; tells the place as a part of its width. Scrolling up and down stays
 * the browser's, which then takes the pointer away: nothing has moved by then.
 */
export function scrubbing(moved: (part: number) => void): Attachment<HTMLElement> {
  return (bar) => {
    const at = ({ clientX }: PointerEvent) => {
      const { left, width } = bar.getBoundingClientRect();
      moved(Math.min(1, Math.max(0, (clientX - left) / width)));
    };
    let undecided: number | undefined;
    const down = (event: PointerEvent) => {
      bar.setPointerCapture(event.pointerId);
      undecided = event.pointerType === 'touch' ? event.clientX : undefined;
      if (undecided === undefined) at(event);
    };
    const move = (event: PointerEvent) => {
      if (!bar.hasPointerCapture(event.pointerId)) return;
      if (undecided !== undefined && Math.abs(event.clientX - undecided) < SLACK_PX) return;
      undecided = undefined;
      at(event);
    };
    const up = (event: PointerEvent) => {
      if (undecided !== undefined && bar.hasPointerCapture(event.pointerId)) at(event);
    };
    const listening = new AbortController();
    const { signal } = listening;
    bar.addEventListener('pointerdown', down, { signal });
    bar.addEventListener('pointermove', move, { signal });
    bar.addEventListener('pointerup', up, { signal });
    return () => listening.abort();
  };
}
