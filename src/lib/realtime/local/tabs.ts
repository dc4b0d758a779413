import { parseNews } from './tab-news.ts';
import type { TabNews } from './tab-news.ts';

/** The tabs of one person in this browser, which share one outbox. */
export interface Tabs {
  /** Whether turns exclude each other. Without, a tab sends only what is its own. */
  readonly takesTurns: boolean;
  /** Asks for the turn to send; `granted` is called once it has come. The returned function gives it back, or up. */
  turn(granted: () => void): () => void;
  /** Tells the other tabs. */
  tell(news: TabNews): void;
  /** Hears the other tabs, until the returned function is called. */
  listen(heard: (news: TabNews) => void): () => void;
  close(): void;
}

const nothing = () => undefined;

/** No other tab, or none that could be known. */
export const alone: Tabs = {
  takesTurns: false,
  turn: (granted) => (granted(), nothing),
  tell: nothing,
  listen: () => nothing,
  close: nothing,
};

/** What is needed of `navigator.locks`. */
export interface Locks {
  request(name: string, options: { signal: AbortSignal }, held: () => Promise<void>): Promise<unknown>;
}

/** What is needed of a `BroadcastChannel`. */
export interface Channel {
  postMessage(message: unknown): void;
  addEventListener(type: 'message', heard: (event: { data: unknown }) => void): void;
  close(): void;
}

export interface TabSeams {
  /** Missing on plain-http origins of a local network. */
  locks: Locks | undefined;
  channel: (name: string) => Channel | undefined;
}

/** Tabs that take turns by a lock, which the browser frees when a tab dies, and speak over a broadcast channel. */
export function browserTabs(me: number, { locks, channel }: TabSeams): Tabs {
  const name = `spotter-outbox-${me}`;
  const others = channel(name);
  const listeners = new Set<(news: TabNews) => void>();
  const turns = new Set<() => void>();
  let closed = false;
  others?.addEventListener('message', ({ data }) => {
    const news = parseNews(data);
    if (news) for (const heard of listeners) heard(news);
  });
  return {
    takesTurns: locks !== undefined,
    turn(granted) {
      if (!locks) return alone.turn(granted);
      const end = lockTurn(locks, name, granted);
      turns.add(end);
      return () => {
        turns.delete(end);
        end();
      };
    },
    tell(news) {
      // What was still being kept when the tab was done is told by the one that sends it.
      if (!closed) others?.postMessage(news);
    },
    listen: (heard) => (listeners.add(heard), () => void listeners.delete(heard)),
    close() {
      closed = true;
      for (const end of turns) end();
      others?.close();
    },
  };
}

function lockTurn(locks: Locks, name: string, granted: () => void): () => void {
  const asking = new AbortController();
  let end = () => asking.abort();
  const held = () =>
    new Promise<void>((done) => {
      end = done;
      granted();
    });
  locks.request(name, { signal: asking.signal }, held).catch(() => {
    // A browser that refuses locks must not stop the outbox: ids make sending twice harmless.
    if (!asking.signal.aborted) granted();
  });
  return () => end();
}
