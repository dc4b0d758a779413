import { SvelteMap } from 'svelte/reactivity';
import type { OutboxItem } from '../../realtime/outbox-store.ts';
import type { Thread } from '../../realtime/thread.svelte.ts';

/** Files that stay on screen from this device's memory; beyond that the oldest comes from the server. */
const HELD = 60;

/** What this device has sent itself, shown from here: at once while it is on its way, and without a blink afterwards. */
export class OwnFiles {
  readonly #urls = new SvelteMap<string, string>();
  readonly #asked = new Set<string>();
  readonly #messages = new Map<string, readonly string[]>();

  constructor(private readonly thread: Pick<Thread, 'fileBytes'>) {}

  /** The files of a message, in order, for when it is stored. */
  remember({ clientMessageId, files }: OutboxItem): void {
    this.#messages.set(
      clientMessageId,
      files.map((file) => file.fileId),
    );
  }

  /** Where the file at a place of a message lies here; undefined when it does not, or is still being read. */
  url(clientMessageId: string, index: number): string | undefined {
    const fileId = this.#messages.get(clientMessageId)?.[index];
    if (fileId === undefined) return undefined;
    if (!this.#asked.has(fileId)) void this.#read(fileId);
    return this.#urls.get(fileId);
  }

  async #read(fileId: string): Promise<void> {
    this.#asked.add(fileId);
    // A database that cannot be read now costs the picture, not the message.
    const bytes = await this.thread.fileBytes(fileId).catch(() => undefined);
    if (!bytes) return;
    this.#urls.set(fileId, URL.createObjectURL(bytes.file));
    const [oldest] = this.#urls.keys();
    if (this.#urls.size > HELD && oldest !== undefined) this.#release(oldest);
  }

  #release(fileId: string): void {
    URL.revokeObjectURL(this.#urls.get(fileId) ?? '');
    this.#urls.delete(fileId);
  }
}

const known = new WeakMap<Thread, OwnFiles>();

/** Of a thread, the same one every time. */
export function ownFilesOf(thread: Thread): OwnFiles {
  const held = known.get(thread);
  if (held) return held;
  const made = new OwnFiles(thread);
  known.set(thread, made);
  return made;
}
