import type { MessagePage } from '#contract/conversations';
import { arrange, touches } from './runs.ts';
import type { Run } from './runs.ts';
import { settled } from './thread-state.ts';
import type { ThreadState } from './thread-state.ts';

/** How many messages of one thread a device holds in memory. */
export interface WindowLimits {
  /** More than this of what is read is cut at its far end. */
  held: number;
  /** So many are left then, around what is being read. */
  kept: number;
  /** So many of the newest stay while something else is read. */
  newest: number;
}

export const LIMITS: WindowLimits = { held: 400, kept: 300, newest: 60 };

/** What is read: one run of messages. */
export function viewOf(state: ThreadState): Run {
  return state.away ?? state.messages;
}

/** Whether there are messages before what is read. */
export function hasOlder(state: ThreadState): boolean {
  return (viewOf(state)[0]?.seq ?? 1) > 1;
}

/** Whether there are messages after what is read. */
export function hasNewer(state: ThreadState): boolean {
  return state.away !== undefined && (state.away.at(-1)?.seq ?? 0) < state.lastSeq;
}

/** A page is asked for under this name, above 0; one that was on its way counts no more. */
export function startPage(state: ThreadState, page: number): ThreadState {
  return { ...settled(state), page };
}

/** No page comes. */
export function endPage(state: ThreadState): ThreadState {
  return { ...settled(state), page: 0 };
}

/** Puts the page before or after what is read; one that does not touch it changes nothing. */
export function addPage(state: ThreadState, { items }: MessagePage): ThreadState {
  const { messages, away } = state;
  const [first] = items;
  if (state.window !== 'open' || !first || !touches(viewOf(state), items)) return endPage(state);
  const start = Math.min(first.seq, viewOf(state)[0]?.seq ?? 1);
  const pile = [...(away ?? []), ...messages, ...state.loose, ...items];
  const arranged = away ? arrange(pile, messages[0]?.seq ?? 1, start) : arrange(pile, start, undefined);
  return endPage({ ...state, ...arranged });
}

/** Reads at this page from now on, wherever in the thread it is. */
export function openAt(state: ThreadState, { items }: MessagePage): ThreadState {
  const [first] = items;
  if (state.window !== 'open' || !first) return endPage(state);
  const pile = [...(state.away ?? []), ...state.messages, ...state.loose, ...items];
  return endPage({ ...state, ...arrange(pile, state.messages[0]?.seq ?? 1, first.seq) });
}

/** Reads at the newest messages from now on. */
export function toNewest(state: ThreadState): ThreadState {
  return endPage({ ...state, away: undefined });
}

/** What is left when too much is held: the surroundings of the message that is read, and the newest. */
export function bounded(state: ThreadState, reading: number, limits: WindowLimits): ThreadState {
  const { messages, away } = state;
  const newest = messages.slice(-limits.newest);
  // What is cut may be newer than what a page on its way says of it.
  if (state.window !== 'open' || state.page !== 0) return state;
  if (away === undefined) {
    if (messages.length <= limits.held) return state;
    const from = startAround(messages, reading, limits.kept);
    const beyond = messages.length - from - limits.kept;
    if (beyond <= limits.newest) return { ...state, messages: messages.slice(from) };
    return { ...state, away: messages.slice(from, from + limits.kept), messages: newest };
  }
  if (away.length <= limits.held && messages.length <= limits.newest * 2) return state;
  const from = startAround(away, reading, limits.kept);
  const left = away.length <= limits.held ? away : away.slice(from, from + limits.kept);
  return { ...state, away: left, messages: newest };
}

/** Where in the run a part of this length begins that has the message in its middle. */
function startAround(run: Run, seq: number, length: number): number {
  const middle = seq - (run[0]?.seq ?? 1) - Math.floor(length / 2);
  return Math.max(0, Math.min(middle, run.length - length));
}
