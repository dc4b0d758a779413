/** Where the text of a message survives: the closing of the tab, its reload alone, or nothing of both. */
export type Kept = 'device' | 'tab' | 'memory';

/** A message on its way. Its `clientMessageId` is the same in every try, which makes repeating it harmless. */
export interface OutboxItem {
  readonly clientMessageId: string;
  readonly conversationId: number;
  readonly text: string;
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
  /** Adds an item, or replaces the one with the same id where it stands. Never rejects: says how well it is kept. */
  put(item: OutboxItem): Promise<Kept>;
  /** Never rejects: what stays behind is sent once more, which is harmless. */
  remove(clientMessageId: string): Promise<void>;
}

/** Forgets everything with the process. */
export function memoryOutbox(): OutboxStore {
  const items = new Map<string, OutboxItem>();
  return {
    load: () => Promise.resolve([...items.values()]),
    put: (item) => (items.set(item.clientMessageId, item), Promise.resolve('memory')),
    remove: (id) => Promise.resolve(void items.delete(id)),
  };
}

/** What is needed of `sessionStorage`. */
interface Shelf {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** Survives a reload of the tab, for one person: somebody else logging in here sends nothing of theirs. */
export function storedOutbox(storage: Shelf, userId: number): OutboxStore {
  const key = `spotter:outbox:${userId}`;
  const items = new Map(read(storage, key).map((item) => [item.clientMessageId, item]));
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
    load: () => Promise.resolve([...items.values()]),
    put: (item) => (items.set(item.clientMessageId, item), Promise.resolve(save())),
    remove: (id) => (items.delete(id), save(), Promise.resolve()),
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
  if (typeof clientMessageId !== 'string' || typeof conversationId !== 'number') return [];
  if (typeof text !== 'string' || typeof createdAt !== 'string') return [];
  return [
    {
      clientMessageId,
      conversationId,
      text,
      createdAt,
      replyToSeq: typeof replyToSeq === 'number' ? replyToSeq : undefined,
      state: state === 'failed' ? 'failed' : 'sending',
      error: typeof error === 'string' ? error : undefined,
      kept,
    },
  ];
}
