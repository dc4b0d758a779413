import type { FileBytes, OutgoingFile } from '../media/file.ts';

/** Where the text of a message survives: the closing of the tab, its reload alone, or nothing of both. */
export type Kept = 'device' | 'tab' | 'memory';

/** A message on its way. Its `clientMessageId` is the same in every try, which makes repeating it harmless. */
export interface OutboxItem {
  readonly clientMessageId: string;
  readonly conversationId: number;
  /** Empty with files alone. */
  readonly text: string;
  /** What goes with it, in the order in which it is shown. */
  readonly files: readonly OutgoingFile[];
  readonly replyToSeq: number | undefined;
  /** ISO 8601, when the person pressed send. */
  readonly createdAt: string;
  /** `saving`: not kept yet, and so not on its way. */
  readonly state: 'saving' | 'sending' | 'failed';
  /** Why it failed, as a person reads it; undefined while sending. */
  readonly error: string | undefined;
  readonly kept: Kept;
}

/** Where the outbox survives. Items come back in the order they were put in. */
export interface OutboxStore {
  /** Rejects when it cannot be read right now: then nothing is known about it. */
  load(): Promise<OutboxItem[]>;
  /**
   * Adds an item, or replaces the one with the same id where it stands. Never rejects: says how well it is kept.
   *
   * @param bytes of its files; left out when they were put before
   */
  put(item: OutboxItem, bytes?: BytesById): Promise<Kept>;
  /** What a file consists of; undefined when it is not here. Rejects when that cannot be read right now. */
  bytes(fileId: string): Promise<FileBytes | undefined>;
  /** With the bytes of its files. Never rejects: what stays behind is sent once more, which is harmless. */
  remove(clientMessageId: string): Promise<void>;
}

/** By `fileId`. */
export type BytesById = ReadonlyMap<string, FileBytes>;

/** Forgets everything with the process. */
export function memoryOutbox(): OutboxStore {
  const items = new Map<string, OutboxItem>();
  const held = new Map<string, FileBytes>();
  return {
    load: () => Promise.resolve([...items.values()]),
    put(item, bytes = new Map()) {
      items.set(item.clientMessageId, item);
      for (const [fileId, of] of bytes) held.set(fileId, of);
      return Promise.resolve('memory');
    },
    bytes: (fileId) => Promise.resolve(held.get(fileId)),
    remove(id) {
      for (const { fileId } of items.get(id)?.files ?? []) held.delete(fileId);
      items.delete(id);
      return Promise.resolve();
    },
  };
}

/** What is needed of `sessionStorage`. */
interface Shelf {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/**
 * Survives a reload of the tab, for one person: somebody else logging in here sends nothing of theirs. It holds text
 * alone: what has files lives in memory.
 */
export function storedOutbox(storage: Shelf, userId: number): OutboxStore {
  const key = `spotter:outbox:${userId}`;
  const items = new Map(read(storage, key).map((item) => [item.clientMessageId, item]));
  const withFiles = memoryOutbox();
  const save = (): Kept => {
    try {
      if (items.size === 0) storage.removeItem(key);
      else storage.setItem(key, JSON.stringify([...items.values()]));
      return 'tab';
    } catch {
      // A full or forbidden storage costs the reload's safety, not the message.
      return 'memory';
    }
  };
  return {
    load: async () => [...items.values(), ...(await withFiles.load())],
    async put(item, bytes) {
      if (item.files.length > 0) return withFiles.put(item, bytes);
      items.set(item.clientMessageId, item);
      return save();
    },
    bytes: (fileId) => withFiles.bytes(fileId),
    async remove(id) {
      await withFiles.remove(id);
      if (items.delete(id)) save();
    },
  };
}

function read(storage: Shelf, key: string): OutboxItem[] {
  try {
    const stored: unknown = JSON.parse(storage.getItem(key) ?? '[]');
    return Array.isArray(stored) ? stored.flatMap((value) => parseItem(value, 'tab')) : [];
  } catch {
    return [];
  }
}

/** An item that was stored, by whatever version of the app, with where it was found; none if it is not one. */
export function parseItem(value: unknown, kept: Kept): OutboxItem[] {
  if (typeof value !== 'object' || value === null) return [];
  const item: Partial<Record<keyof OutboxItem, unknown>> = value;
  const { clientMessageId, conversationId, text, replyToSeq, createdAt, state, error } = item;
  const files = parseFiles(item.files ?? []);
  if (typeof clientMessageId !== 'string' || typeof conversationId !== 'number') return [];
  if (typeof text !== 'string' || typeof createdAt !== 'string' || !files) return [];
  return [
    {
      clientMessageId,
      conversationId,
      text,
      files,
      createdAt,
      replyToSeq: typeof replyToSeq === 'number' ? replyToSeq : undefined,
      state: state === 'failed' ? 'failed' : 'sending',
      error: typeof error === 'string' ? error : undefined,
      kept,
    },
  ];
}

/** The files of a stored item; undefined if one of them is none. */
function parseFiles(value: unknown): OutgoingFile[] | undefined {
  return Array.isArray(value) && value.every(isFile) ? value : undefined;
}

/** Whether a stored value is a file, by whatever version of the app. */
export function isFile(value: unknown): value is OutgoingFile {
  if (typeof value !== 'object' || value === null) return false;
  const file: Partial<Record<keyof OutgoingFile, unknown>> = value;
  const texts = [file.fileId, file.kind, file.fileName, file.contentType];
  return texts.every((text) => typeof text === 'string') && typeof file.bytes === 'number';
}
