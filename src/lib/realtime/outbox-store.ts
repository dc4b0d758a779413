/** A message on its way. Its `clientMessageId` is the same in every try, which makes repeating it harmless. */
export interface OutboxItem {
  readonly clientMessageId: string;
  readonly conversationId: number;
  readonly text: string;
  readonly replyToSeq: number | undefined;
  /** ISO 8601, when the person pressed send. */
  readonly createdAt: string;
  readonly state: 'sending' | 'failed';
  /** Why it failed, as a person reads it; undefined while sending. */
  readonly error: string | undefined;
}

/** Where the outbox survives. Items come back in the order they were put in. */
export interface OutboxStore {
  load(): Promise<OutboxItem[]>;
  /** Adds an item, or replaces the one with the same id where it stands. */
  put(item: OutboxItem): Promise<void>;
  remove(clientMessageId: string): Promise<void>;
}

/** Forgets everything with the process. */
export function memoryOutbox(): OutboxStore {
  const items = new Map<string, OutboxItem>();
  return {
    load: () => Promise.resolve([...items.values()]),
    put: (item) => Promise.resolve(void items.set(item.clientMessageId, item)),
    remove: (id) => Promise.resolve(void items.delete(id)),
  };
}

/** Survives a reload of the tab, for one person: somebody else logging in here sends nothing of theirs. */
export function storedOutbox(storage: Storage, userId: number): OutboxStore {
  const key = `spotter:outbox:${userId}`;
  const items = new Map(read(storage, key).map((item) => [item.clientMessageId, item]));
  const save = () => {
    try {
      if (items.size === 0) storage.removeItem(key);
      else storage.setItem(key, JSON.stringify([...items.values()]));
    } catch {
      // A full or forbidden storage costs the reload's safety, not the message.
    }
    return Promise.resolve();
  };
  return {
    load: () => Promise.resolve([...items.values()]),
    put: (item) => (items.set(item.clientMessageId, item), save()),
    remove: (id) => (items.delete(id), save()),
  };
}

function read(storage: Storage, key: string): OutboxItem[] {
  try {
    const stored: unknown = JSON.parse(storage.getItem(key) ?? '[]');
    return Array.isArray(stored) ? stored.flatMap(parse) : [];
  } catch {
    return [];
  }
}

function parse(value: unknown): OutboxItem[] {
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
    },
  ];
}
