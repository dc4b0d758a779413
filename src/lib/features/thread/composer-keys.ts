import type { Attachment } from 'svelte/attachments';

/** Safari reports the Enter that ends a composition after the composition has ended, this soon. */
const COMPOSED_MS = 80;

export interface ComposerKeys {
  send(): void;
  /** Escape: true when it was used up. */
  cancel(): boolean;
  /** ArrowUp in an empty field. */
  editLast(): void;
}

/**
 * Enter sends where there is a keyboard and makes a new line on a touch screen; Shift+Enter always makes a new line,
 * Ctrl or Cmd+Enter always sends. An Enter that chooses among an input method's words does neither.
 */
export function composerKeys(does: ComposerKeys): Attachment<HTMLTextAreaElement> {
  return (field) => {
    let composedAt = -Infinity;
    const composed = (event: Event) => (composedAt = event.timeStamp);
    const keydown = (event: KeyboardEvent) => {
      if (event.isComposing || event.timeStamp - composedAt < COMPOSED_MS) return;
      if (event.key === 'Enter' && sends(event)) {
        event.preventDefault();
        does.send();
      } else if (event.key === 'Escape') {
        event.stopPropagation();
        if (!does.cancel()) leave(field);
      } else if (event.key === 'ArrowUp' && field.value === '') {
        event.preventDefault();
        does.editLast();
      }
    };
    field.addEventListener('compositionend', composed);
    field.addEventListener('keydown', keydown);
    return () => {
      field.removeEventListener('compositionend', composed);
      field.removeEventListener('keydown', keydown);
    };
  };
}

/** To the messages, which the arrow keys walk from there; out of the field where there are none. */
function leave(field: HTMLElement): void {
  field.blur();
  document.querySelector<HTMLElement>('[role="log"]')?.focus({ preventScroll: true });
}

function sends({ shiftKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey) return true;
  return !shiftKey && !matchMedia('(pointer: coarse)').matches;
}
