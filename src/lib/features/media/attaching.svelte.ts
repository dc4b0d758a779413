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

  /** Where `localStorage` says that files are kept here; like the draft's text, it goes at log-out. */
  readonly mark: string;
  /** How often something is on its way into it. */
  #fetching = $state(0);

  /** @param conversationId left out where no files outlive the page */
  constructor(
    readonly uploads: Uploads,
    conversationId?: number,
  ) {
    this.mark = `spotter:draft:${uploads.me}:${conversationId}:files`;
    if (localStorage.getItem(this.mark)) void this.#fill(() => undefined);
  }

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
    await this.#fill(async (tray) => tray.addHeld(await fetch()));
  }

  async #fill(put: (tray: Tray) => void | Promise<void>): Promise<void> {
    this.#fetching += 1;
    try {
      const { trayOf } = await import('./tray-parts.ts');
      this.tray = await trayOf(this);
      await put(this.tray);
      this.failed = false;
    } catch {
      this.failed = true;
    }
    this.#fetching -= 1;
  }
}

/** The files of what was pasted; none where it is text that also comes as a picture, as from a spreadsheet. */
export function pastedFiles({ clipboardData }: ClipboardEvent): readonly File[] {
  if (!clipboardData || clipboardData.types.includes('text/plain')) return [];
  return [...clipboardData.files];
}
