import type { ConversationView, Members, MessagePage, MessageView } from '#contract/conversations';
import type { ConversationChange, ReceiptUpdate } from '#contract/realtime';
import { arrange } from './runs.ts';
import type { Run } from './runs.ts';

/** What a device holds of one conversation. Never mutated: every step gives a new one. */
export interface ThreadState {
  readonly conversationId: number;
  /** Every change up to this revision is in here, as far as the window reaches. */
  readonly rev: number;
  readonly lastSeq: number;
  readonly members: Members;
  /** `closed`: messages are not wanted; `loading`: the newest page is on its way; `open`: `messages` holds the end. */
  readonly window: 'closed' | 'loading' | 'open';
  /** The newest run: it ends with the newest message known. */
  readonly messages: Run;
  /** What is read instead while that lies elsewhere in the thread and does not touch the newest run. */
  readonly away: Run | undefined;
  /** Messages no run reaches yet: beyond the newest one, and elsewhere as long as a page is on its way. */
  readonly loose: readonly MessageView[];
  /** Names the page that is on its way, 0 for none: whatever else arrives was asked for another view of the thread. */
  readonly page: number;
}

export interface Applied {
  state: ThreadState;
  outcome: 'applied' | 'ignored' | 'gap';
}

const EMPTY = { messages: [], away: undefined, loose: [], page: 0 } as const;

/** A conversation of which nothing but the inbox row is held. */
export function closedThread(row: ConversationView): ThreadState {
  const { id: conversationId, rev, lastSeq, members } = row;
  return { conversationId, rev, lastSeq, members, window: 'closed', ...EMPTY };
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
  const arranged = settled(arrange([...state.loose, ...page.items], first, undefined));
  return { ...state, ...arranged, rev, lastSeq, window: 'open' };
}

/** What of a thread outlives the page. */
export type Stored = Omit<ThreadState, 'window' | 'away' | 'page'>;

/** Opens the window as this device left it; what has changed since comes by sync. */
export function openStored(state: ThreadState, stored: Stored): ThreadState {
  if (state.window !== 'loading') return state;
  const first = stored.messages[0]?.seq ?? 1;
  const pile = [...stored.messages, ...stored.loose, ...state.loose];
  const run = settled(arrange(pile, first, undefined));
  const rev = Math.min(state.rev, stored.rev);
  const lastSeq = Math.max(state.lastSeq, stored.lastSeq);
  const members = mergeMembers(state.members, stored.members);
  return { ...state, ...run, rev, lastSeq, members, window: 'open' };
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

/** Without a page on its way, only what lies beyond the newest run has a use: any other page will be newer. */
export function settled<T extends Pick<ThreadState, 'messages' | 'loose'>>(held: T): T {
  const last = held.messages.at(-1)?.seq ?? 0;
  if (held.loose.every(({ seq }) => seq > last)) return held;
  return { ...held, loose: held.loose.filter(({ seq }) => seq > last) };
}

function resetTo(state: ThreadState, change: ConversationChange): ThreadState {
  const { rev, lastSeq } = change;
  const base = { ...state, ...EMPTY, rev, lastSeq };
  if (state.window === 'closed') return base;
  const first = Math.min(...change.messages.map((message) => message.seq));
  const newest = Number.isFinite(first) ? first : 1;
  return { ...base, ...arrange(change.messages, newest, undefined), window: 'open' };
}

function merge(
  state: ThreadState,
  incoming: readonly MessageView[],
): Pick<ThreadState, 'messages' | 'away' | 'loose'> {
  const { messages, away, loose, window, page } = state;
  if (window === 'closed') return EMPTY;
  if (window === 'loading') return { messages, away, loose: [...loose, ...incoming] };
  const pile = [...(away ?? []), ...messages, ...loose, ...incoming];
  const arranged = arrange(pile, messages[0]?.seq ?? 1, away?.[0]?.seq);
  return page === 0 ? settled(arranged) : arranged;
}
