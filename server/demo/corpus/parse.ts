import type { Side } from '../happenings.ts';

export interface Turn {
  by: Side;
  /** Answers the turn before it as a quote. */
  quotes: boolean;
  text: string;
}

/** A short conversation for people who have all of these words among their traits; `any` fits everybody. */
export interface Exchange {
  trait: string;
  turns: Turn[];
  /** What was talked about before, without which this makes no sense. */
  sequelTo: Exchange | undefined;
}

/** A note in a check-in, the feelings it goes with, and what a coach may answer. */
export interface Note {
  trait: string;
  feelings: number[];
  text: string;
  replies: string[];
}

/**
 * Blocks between blank lines under `## trait` lines; `k` is the coach, `c` the client, `k>` quotes what came before.
 * A block that begins with `+` goes on from the one above it.
 */
export function parseExchanges(text: string): Exchange[] {
  const exchanges: Exchange[] = [];
  for (const { trait, lines } of blocksOf(text)) {
    const sequelTo = lines[0]?.startsWith('+') ? exchanges.at(-1) : undefined;
    exchanges.push({ trait, turns: lines.map(turnFrom), sequelTo });
  }
  return exchanges;
}

function turnFrom(line: string): Turn {
  const [, who = '', quote, text = ''] = /^\+?([kc])(>?) (.+)$/.exec(line) ?? [];
  if (text === '') throw new Error(`Not a turn of a conversation: ${line}`);
  return { by: who === 'k' ? 'coach' : 'client', quotes: quote === '>', text };
}

/** Blocks that begin with the feelings and the note; each further line is one answer. */
export function parseNotes(text: string): Note[] {
  return blocksOf(text).map(({ trait, lines: [first = '', ...replies] }) => {
    const [, feelings = '', note = ''] = /^(\d+) (.+)$/.exec(first) ?? [];
    if (note === '') throw new Error(`Not a note: ${first}`);
    return { trait, feelings: Array.from(feelings, Number), text: note, replies };
  });
}

function blocksOf(text: string): { trait: string; lines: string[] }[] {
  let trait = 'any';
  return text
    .trim()
    .split(/\n\s*\n/)
    .flatMap((block) => {
      const lines = block.split('\n').map((line) => line.trim());
      if (!lines[0]?.startsWith('## ')) return [{ trait, lines }];
      trait = lines[0].slice(3);
      return lines.length > 1 ? [{ trait, lines: lines.slice(1) }] : [];
    });
}
