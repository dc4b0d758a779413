import type { Attachment } from 'svelte/attachments';

/**
 * Lets a textarea grow with its text, up to `maxRows` lines; beyond that it scrolls.
 * Pass the text as a getter so that a value set from code (a sent message, a restored draft) resizes too.
 */
export function autogrow(text: () => string, maxRows = 8): Attachment<HTMLTextAreaElement> {
  return (textarea) => {
    text();
    fit(textarea, maxRows);

    // A turned phone or an opening dialog changes where lines break.
    let width = textarea.clientWidth;
    const observer = new ResizeObserver(() => {
      if (textarea.clientWidth === width) return;
      width = textarea.clientWidth;
      fit(textarea, maxRows);
    });
    observer.observe(textarea);
    return () => {
      observer.disconnect();
    };
  };
}

function fit(textarea: HTMLTextAreaElement, maxRows: number): void {
  textarea.style.height = 'auto';
  const wanted = textarea.scrollHeight;
  // Not drawn yet, such as inside a dialog that is about to open.
  if (wanted === 0) return;

  const style = getComputedStyle(textarea);
  const frame = textarea.offsetHeight - textarea.clientHeight;
  const padding = parseFloat(style.paddingTop) + parseFloat(style.paddingBottom);
  const limit = parseFloat(style.lineHeight) * maxRows + padding;
  textarea.style.height = `${Math.min(wanted, limit) + frame}px`;
  textarea.style.overflowY = wanted > limit ? 'auto' : 'hidden';
}
