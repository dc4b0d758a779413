import type { ConversationView, Members, MessagePage, MessageView } from '#contract/conversations';
import type { ConversationChange, ReceiptUpdate } from '#contract/realtime';

/** What a device holds of one conversation. Never mutated: every step gives a new one. */
export interface ThreadState {
  readonly conversationId: number;
  /** Every change up to this revision is in here, as far as the window reaches. */
  readonly rev: number;
  readonly lastSeq: number;
  readonly members: Members;
  /** `closed`: messages are not wanted; `loading`: the newest page is on its way; `open`: `messages` is the window. */
  readonly window: 'closed' | 'loading' | 'open';
  /** The window: one range of `seq` without gaps, ascending. */
  readonly messages: readonly MessageView[];
  /** Messages the window does not reach yet; they join it as soon as it does. */
  readonly loose: readonly MessageView[];
  /** Grows with every reset: a page asked for before no longer fits. */
  readonly epoch: number;
}

export interface Applied {
  state: ThreadState;
  outcome: 'applied' | 'ignored' | 'gap';
}

/** A conversation of which nothing but the inbox row is held. */
export function closedThread(row: ConversationView): ThreadState {
  const { id: conversationId, rev, lastSeq, members } = row;
  return { conversationId, rev, lastSeq, members, window: 'closed', messages: [], loose: [], epoch: 0 };
}

/** One change by rule R4: applied when it continues what is held, ignored when known, a gap when one is missing. */
export function applyChange(state: ThreadState, change: ConversationChange): Applied {
  const members = mergeMembers(state.members, change.members);
  // A reset may also lead back: to a server whose database was restored from a backup.
  if (change.reset && change.rev !== state.rev)
    return { state: resetTo({ ...state, members }, change), outcome: 'applied' };
  if (change.rev <= state.rev) return { state: { ...state, members }, outcome: 'ignored' };
  if (change.fromRev > state.rev) return { state, outcome: 'gap' };
  const lastSeq = Math.max(state.lastSeq, change.lastSeq);
  const merged = merge(state, change.messages);
  return { state: { ...state, ...merged, members, lastSeq, rev: change.rev }, outcome: 'applied' };
}

/** A watermark that moved; it never goes back. */
export function applyReceipt(state: ThreadState, receipt: ReceiptUpdate): ThreadState {
  const { userId, deliveredSeq, readSeq } = receipt;
  return { ...state, members: mergeMembers(state.members, { [userId]: { deliveredSeq, readSeq } }) };
}

/** From now on changes are kept for the page that has been asked for. */
export function startLoading(state: ThreadState): ThreadState {
  return state.window === 'closed' ? { ...state, window: 'loading' } : state;
}

/** The page did not come. */
export function loadingFailed(state: ThreadState): ThreadState {
  return state.window === 'loading' ? { ...state, window: 'closed', loose: [] } : state;
}

/** Opens the window with the newest page; what changed while it was on its way is kept where newer. */
export function openWith(state: ThreadState, page: MessagePage): ThreadState {
  if (state.window !== 'loading') return state;
  const first = page.items[0]?.seq ?? 1;
  const rev = Math.max(state.rev, page.rev);
  const lastSeq = Math.max(state.lastSeq, page.items.at(-1)?.seq ?? 0);
  return { ...state, ...runFrom(first, [...state.loose, ...page.items]), rev, lastSeq, window: 'open' };
}

/** Opens the window as this device left it; what has changed since comes by sync. */
export function openStored(state: ThreadState, stored: Omit<ThreadState, 'window' | 'epoch'>): ThreadState {
  if (state.window !== 'loading') return state;
  const first = stored.messages[0]?.seq ?? 1;
  const run = runFrom(first, [...stored.messages, ...stored.loose, ...state.loose]);
  const rev = Math.min(state.rev, stored.rev);
  const lastSeq = Math.max(state.lastSeq, stored.lastSeq);
  const members = mergeMembers(state.members, stored.members);
  return { ...state, ...run, rev, lastSeq, members, window: 'open' };
}

/** Puts an older page before the window; a page that does not touch the window changes nothing. */
export function addOlder(state: ThreadState, page: MessagePage): ThreadState {
  const first = page.items[0];
  const touches = page.items.at(-1)?.seq === (state.messages[0]?.seq ?? 1) - 1;
  if (state.window !== 'open' || !first || !touches) return state;
  return { ...state, ...runFrom(first.seq, [...state.messages, ...state.loose, ...page.items]) };
}

/** Whether there are messages before the window. */
export function hasOlder(state: ThreadState): boolean {
  return (state.messages[0]?.seq ?? 1) > 1;
}

/** Watermarks of both, each at its highest. */
export function mergeMembers(held: Members, incoming: Members): Members {
  const merged = { ...held };
  for (const [userId, mark] of Object.entries(incoming)) {
    const old = merged[userId] ?? { deliveredSeq: 0, readSeq: 0 };
    merged[userId] = {
      deliveredSeq: Math.max(old.deliveredSeq, mark.deliveredSeq),
      readSeq: Math.max(old.readSeq, mark.readSeq),
    };
  }
  return merged;
}

function resetTo(state: ThreadState, change: ConversationChange): ThreadState {
  const { rev, lastSeq } = change;
  const base = { ...state, rev, lastSeq, loose: [], messages: [], epoch: state.epoch + 1 };
  if (state.window === 'closed') return base;
  const first = Math.min(...change.messages.map((message) => message.seq));
  return { ...base, ...runFrom(Number.isFinite(first) ? first : 1, change.messages), window: 'open' };
}

type Held = Pick<ThreadState, 'messages' | 'loose'>;

function merge(state: ThreadState, incoming: readonly MessageView[]): Held {
  if (state.window === 'closed') return { messages: [], loose: [] };
  const { messages, loose } = state;
  if (state.window === 'loading') return { messages: [], loose: newestBySeq([...loose, ...incoming]) };
  return runFrom(messages[0]?.seq ?? 1, [...messages, ...loose, ...incoming]);
}

/** The unbroken run of `seq` that starts at `first`, and what lies outside of it. */
function runFrom(first: number, all: readonly MessageView[]): Held {
  const messages: MessageView[] = [];
  const loose: MessageView[] = [];
  for (const message of newestBySeq(all)) {
    (message.seq === first + messages.length ? messages : loose).push(message);
  }
  return { messages, loose };
}

/** One message per `seq`, the one with the highest `rev`, ascending. */
function newestBySeq(all: readonly MessageView[]): MessageView[] {
  const bySeq = new Map<number, MessageView>();
  for (const message of all) {
    const held = bySeq.get(message.seq);
    if (!held || held.rev < message.rev) bySeq.set(message.seq, message);
  }
  return [...bySeq.values()].sort((a, b) => a.seq - b.seq);
}
