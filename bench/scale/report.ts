import type { Measured } from './measure.ts';

/** The same with 1,000 times the messages may cost this much more. */
export const BAR = 1.3;

/** The figures as a table that fits into a page of documentation. */
export function tableOf(measured: readonly Measured[]): string {
  const rows = measured.map(({ name, small, large }) => [
    name,
    String(large.queries.length),
    String(small.buffers),
    String(large.buffers),
    ratio(large.buffers, small.buffers),
    small.median.toFixed(2),
    large.median.toFixed(2),
    ratio(large.median, small.median),
  ]);
  const head = ['', 'queries', 'buffers, 10 k', 'buffers, 10 M', 'ratio', 'ms, 10 k', 'ms, 10 M', 'ratio'];
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

function ratio(large: number, small: number): string {
  return small === 0 ? '-' : (large / small).toFixed(2);
}
