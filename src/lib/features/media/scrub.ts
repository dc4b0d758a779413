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

/** Follows a press and its movement along an element; tells the place as a part of its width. */
export function scrubbing(moved: (part: number) => void): Attachment<HTMLElement> {
  return (bar) => {
    const at = ({ clientX }: PointerEvent) => {
      const { left, width } = bar.getBoundingClientRect();
      moved(Math.min(1, Math.max(0, (clientX - left) / width)));
    };
    const down = (event: PointerEvent) => {
      bar.setPointerCapture(event.pointerId);
      at(event);
    };
    const move = (event: PointerEvent) => {
      if (bar.hasPointerCapture(event.pointerId)) at(event);
    };
    bar.addEventListener('pointerdown', down);
    bar.addEventListener('pointermove', move);
    return () => {
      bar.removeEventListener('pointerdown', down);
      bar.removeEventListener('pointermove', move);
    };
  };
}
