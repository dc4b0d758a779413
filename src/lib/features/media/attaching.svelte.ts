import type { MediaView } from '#contract/media';
import type { DraftFile } from '../../media/file.ts';
import type { Uploads } from '../../media/uploads.svelte.ts';
import type { Tray } from './tray.svelte.ts';

/** The files of a thread's next message. What handles them is fetched with the first one. */
export class Attaching {
  tray = $state.raw<Tray>();
  /** Whether files are dragged above the thread. */
  dropping = $state(false);
  /** Set where the code for it could not be fetched. */
  failed = $state(false);

  /** Whether the files of a saved reply are on their way into it. */
  #fetching = $state(0);

  constructor(readonly uploads: Uploads) {}

  /** Whether there is something to send, and nothing that cannot be or is still to come. */
  get ready(): boolean {
    return this.#fetching === 0 && (this.tray?.ready ?? false);
  }

  get files(): number {
    return (this.tray?.files.length ?? 0) + this.#fetching;
  }

  /** Never rejects: look at `failed`. */
  async add(files: readonly File[]): Promise<void> {
    if (files.length > 0) await this.#fill((tray) => tray.add(files));
  }

  /** What was made here. Never rejects: look at `failed`. */
  async addRecorded(draft: DraftFile): Promise<void> {
    await this.#fill((tray) => tray.addRecorded(draft));
  }

  /** What is fetched is on the server already. Never rejects: look at `failed`. */
  async addHeld(fetch: () => Promise<readonly MediaView[]>): Promise<void> {
    this.#fetching += 1;
    await this.#fill(async (tray) => tray.addHeld(await fetch()));
    this.#fetching -= 1;
  }

  async #fill(put: (tray: Tray) => void | Promise<void>): Promise<void> {
    try {
      const { Tray } = await import('./tray-parts.ts');
      this.tray ??= new Tray(this.uploads);
      await put(this.tray);
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
