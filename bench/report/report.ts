/** What one part measured. */
export interface Report {
  readonly rows: readonly Row[];
  /** Everything that was seen, for machines. */
  readonly figures: unknown;
}

/** One bar: what was seen beside its yardstick. */
export interface Row {
  readonly what: string;
  readonly yardstick: string;
  readonly seen: string;
  /** What the bar is about: a ratio, or a figure of its own. */
  readonly value: number;
  readonly bar: number;
  /** On which side of the bar it should be. */
  readonly should: 'stay below' | 'reach';
}

/** The rows as a table that fits into a page of documentation. */
export function tableOf(rows: readonly Row[]): string {
  const cells = rows.map(({ what, yardstick, seen, value, bar, should }) => [
    what,
    yardstick,
    seen,
    value.toFixed(2),
    `${should === 'reach' ? 'at least' : 'at most'} ${bar}`,
    (should === 'reach' ? value >= bar : value <= bar) ? 'yes' : 'NO',
  ]);
  const head = ['', 'yardstick', 'seen', 'value', 'bar', 'kept'];
  return [head, head.map(() => '---'), ...cells].map((line) => `| ${line.join(' | ')} |`).join('\n');
}
