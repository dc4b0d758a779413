import type { Attachment } from 'svelte/attachments';

/**
 * Keeps a native `<dialog>` open as a modal while it is on the page: focus stays inside and later returns to where it was.
 * First focus goes to `[data-autofocus]`, otherwise to the title, so that it is read aloud before anything else.
 * Calls `close` when the person leaves by Escape or a press on the backdrop; the owner then takes the dialog away.
 */
export function modal(close: () => void): Attachment<HTMLDialogElement> {
  return (dialog) => {
    const cancel = (event: Event) => {
      event.preventDefault();
      close();
    };
    const press = (event: PointerEvent) => {
      if (event.target === dialog) close();
    };

    const before = document.activeElement;
    dialog.showModal();
    firstFocus(dialog)?.focus();
    dialog.addEventListener('cancel', cancel);
    dialog.addEventListener('pointerdown', press);
    return () => {
      dialog.removeEventListener('cancel', cancel);
      dialog.removeEventListener('pointerdown', press);
      dialog.close();
      // The browser does this too, but not for a dialog whose content was taken away first.
      if (before instanceof HTMLElement) before.focus();
    };
  };
}

function firstFocus(dialog: HTMLDialogElement): HTMLElement | null {
  return (
    dialog.querySelector<HTMLElement>('[data-autofocus]') ?? dialog.querySelector<HTMLElement>('[data-title]')
  );
}
