import type { Measured } from './measure.ts';

/** The same with 1,000 times the messages may cost this much more. */
export const BAR = 1.3;

/** The figures as a table that fits into a page of documentation. @param large the larger side's name */
export function tableOf(measured: readonly Measured[], large: string): string {
  const rows = measured.map(({ name, small: less, large: more }) => [
    name,
    String(more.queries.length),
    String(less.buffers),
    String(more.buffers),
    ratio(more.buffers, less.buffers),
    less.median.toFixed(2),
    more.median.toFixed(2),
    ratio(more.median, less.median),
  ]);
  const head = [
    '',
    'queries',
    'buffers, 10 k',
    `buffers, ${large}`,
    'ratio',
    'ms, 10 k',
    `ms, ${large}`,
    'ratio',
  ];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function ratio(large: number, small: number): string {
  return small === 0 ? '-' : (large / small).toFixed(2);
}
