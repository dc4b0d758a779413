import type { MessageView } from '#contract/conversations';

/** Messages one after the other in `seq`, without a gap. */
export type Run = readonly MessageView[];

/** How a pile of messages lies: the newest run, the run that is read instead, and what is in neither. */
export interface Arranged {
  messages: Run;
  away: Run | undefined;
  loose: readonly MessageView[];
}

/**
 * Takes the newest run from `newest` on out of a pile, and the one from `away` on; one run if the two touch.
 * Of two states of a message the one with the higher `rev` stays.
 */
export function arrange(pile: readonly MessageView[], newest: number, away: number | undefined): Arranged {
  const sorted = newestBySeq(pile);
  const messages = runFrom(sorted, newest);
  if (away === undefined) return { messages, away: undefined, loose: outsideOf(sorted, messages) };
  const other = runFrom(sorted, away);
  const touching = away <= newest + messages.length && newest <= away + other.length;
  if (touching) return arrange(sorted, Math.min(newest, away), undefined);
  return { messages, away: other, loose: outsideOf(outsideOf(sorted, messages), other) };
}

/** Whether a page lies so that the run and it are one run. */
export function touches(run: Run, page: Run): boolean {
  const [first, last] = [run[0]?.seq ?? 1, run.at(-1)?.seq ?? 0];
  return (page[0]?.seq ?? Infinity) <= last + 1 && (page.at(-1)?.seq ?? -1) >= first - 1;
}

/** The message with this `seq`, if the run holds it. */
export function bySeq(run: Run, seq: number): MessageView | undefined {
  return run[seq - (run[0]?.seq ?? 1)];
}

function runFrom(sorted: readonly MessageView[], first: number): Run {
  const start = sorted.findIndex(({ seq }) => seq === first);
  if (start === -1) return [];
  let end = start;
  while (sorted[end]?.seq === first + end - start) end += 1;
  return sorted.slice(start, end);
}

function outsideOf(sorted: readonly MessageView[], run: Run): readonly MessageView[] {
  const [first, last] = [run[0]?.seq ?? 1, run.at(-1)?.seq ?? 0];
  return sorted.filter(({ seq }) => seq < first || seq > last);
}

/** One message per `seq`, the one with the highest `rev`, ascending. */
function newestBySeq(all: readonly MessageView[]): MessageView[] {
  const found = new Map<number, MessageView>();
  for (const message of all) {
    const held = found.get(message.seq);
    if (!held || held.rev < message.rev) found.set(message.seq, message);
  }
  return [...found.values()].sort((a, b) => a.seq - b.seq);
}
