import type { OutboxItem } from '../../realtime/outbox-store.ts';
import type { Thread } from '../../realtime/thread.svelte.ts';

/** Files that stay on screen from this device's memory; beyond that the oldest comes from the server. */
const HELD = 60;

/** What this device has sent itself, shown from here: at once while it is on its way, and without a blink afterwards. */
export class OwnFiles {
  readonly #urls = $state<Record<string, string | undefined>>({});
  // Looked up by what is drawn; only the addresses change on screen.
  readonly #held: string[] = [];
  readonly #asked: Record<string, true> = {};
  readonly #messages: Record<string, readonly string[] | undefined> = {};

  constructor(private readonly thread: Pick<Thread, 'fileBytes'>) {}

  /** The files of a message, in order, for when it is stored. */
  remember({ clientMessageId, files }: OutboxItem): void {
    this.#messages[clientMessageId] = files.map((file) => file.fileId);
  }

  /** Where the file at a place of a message lies here; undefined when it does not, or is still being read. */
  url(clientMessageId: string, index: number): string | undefined {
    const fileId = this.#messages[clientMessageId]?.[index];
    if (fileId === undefined) return undefined;
    if (!this.#asked[fileId]) void this.#read(fileId);
    return this.#urls[fileId];
  }

  async #read(fileId: string): Promise<void> {
    this.#asked[fileId] = true;
    // A database that cannot be read now costs the picture, not the message.
    const bytes = await this.thread.fileBytes(fileId).catch(() => undefined);
    if (!bytes) return;
    this.#urls[fileId] = URL.createObjectURL(bytes.file);
    this.#held.push(fileId);
    const oldest = this.#held.length > HELD ? this.#held.shift() : undefined;
    if (oldest !== undefined) this.#release(oldest);
  }

  #release(fileId: string): void {
    URL.revokeObjectURL(this.#urls[fileId] ?? '');
    this.#urls[fileId] = undefined;
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
