/** A `/` at the beginning of a line with what is typed after it, up to the caret. */
export interface Slash {
  /** Where the `/` stands. */
  start: number;
  query: string;
}

/** Longer than any title somebody would type: then it is a text that begins with a slash. */
const LONGEST = 40;

/** The search that is being typed at the caret; undefined when none is. Only white space may stand before it. */
export function slashAt(text: string, caret: number): Slash | undefined {
  const line = text.slice(text.lastIndexOf('\n', caret - 1) + 1, caret);
  const query = /^[ \t]*\/(.*)$/u.exec(line)?.[1];
  if (query === undefined || query.length > LONGEST || /^\s|\//u.test(query)) return undefined;
  return { start: caret - query.length - 1, query };
}
