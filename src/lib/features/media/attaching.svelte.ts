import type { Uploads } from '../../media/uploads.svelte.ts';
import type { Tray } from './tray.svelte.ts';

/** The files of a thread's next message. What handles them is fetched with the first one. */
export class Attaching {
  tray = $state.raw<Tray>();
  /** Whether files are dragged above the thread. */
  dropping = $state(false);
  /** Set where the code for it could not be fetched. */
  failed = $state(false);

  constructor(private readonly uploads: Uploads) {}

  /** Whether there is something to send, and nothing that cannot be. */
  get ready(): boolean {
    return this.tray?.ready ?? false;
  }

  get files(): number {
    return this.tray?.files.length ?? 0;
  }

  /** Never rejects: look at `failed`. */
  async add(files: readonly File[]): Promise<void> {
    if (files.length === 0) return;
    try {
      const { Tray } = await import('./tray.svelte.ts');
      this.tray ??= new Tray(this.uploads);
      this.tray.add(files);
      this.failed = false;
    } catch {
      this.failed = true;
    }
  }
}

/** The files of what was pasted; none where it is text that also comes as a picture, as from a spreadsheet. */
export function pastedFiles({ clipboardData }: ClipboardEvent): readonly File[] {
  if (!clipboardData || clipboardData.types.includes('text/plain')) return [];
  return [...clipboardData.files];
}
