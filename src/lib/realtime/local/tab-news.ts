import { parseItem } from '../outbox-store.ts';
import type { OutboxItem } from '../outbox-store.ts';

/** What one tab tells the others about the outbox they share. */
export type TabNews =
  /** It is kept, and waits or has failed. */
  | { kind: 'waiting'; item: OutboxItem }
  /** It is stored on the server under this `seq`. */
  | { kind: 'sent'; clientMessageId: string; seq: number }
  /** It was given up. */
  | { kind: 'dropped'; clientMessageId: string };

/** News from a tab that may run another version of the app; undefined when it is not understood. */
export function parseNews(value: unknown): TabNews | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const news: Partial<Record<'kind' | 'item' | 'clientMessageId' | 'seq', unknown>> = value;
  const { kind, clientMessageId, seq } = news;
  if (kind === 'waiting') {
    const [item] = parseItem(news.item, 'device');
    return item && { kind, item };
  }
  if (typeof clientMessageId !== 'string') return undefined;
  if (kind === 'sent' && typeof seq === 'number') return { kind, clientMessageId, seq };
  return kind === 'dropped' ? { kind, clientMessageId } : undefined;
}
