import type { Attachment } from 'svelte/attachments';

/** Takes files that are dragged onto an element. `over` is told whether some are above it. What misses it is nothing. */
export function dropZone(
  over: (is: boolean) => void,
  dropped: (files: readonly File[]) => void,
): Attachment<HTMLElement> {
  return (zone) => {
    let depth = 0;
    const moved = (event: DragEvent) => {
      const { dataTransfer, target, type } = event;
      if (!dataTransfer?.types.includes('Files')) return;
      // Without this the browser would leave the app and show the file, wherever on the page it was dropped.
      event.preventDefault();
      if (!zone.contains(target as Node)) return;
      // Children tell of their own edges too.
      if (type === 'dragenter') depth += 1;
      if (type === 'dragleave') depth -= 1;
      if (type === 'drop') depth = 0;
      if (type === 'dragover') return;
      over(depth > 0);
      if (type === 'drop') dropped([...dataTransfer.files]);
    };
    const types = ['dragenter', 'dragleave', 'dragover', 'drop'] as const;
    for (const type of types) addEventListener(type, moved);
    return () => {
      for (const type of types) removeEventListener(type, moved);
    };
  };
}
