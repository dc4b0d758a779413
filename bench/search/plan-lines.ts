import * as z from 'zod';
import type { RanQuery } from '../scale/explained.ts';

const node = z.looseObject({
  'Node Type': z.string(),
  'Relation Name': z.string().optional(),
  'Index Name': z.string().optional(),
  'Actual Rows': z.number(),
  'Actual Loops': z.number(),
  'Shared Hit Blocks': z.number().default(0),
  'Shared Read Blocks': z.number().default(0),
  Plans: z.array(z.unknown()).default([]),
});

/** How a statement was run, a line a step: what it did, on what, rows each time, times, and pages in all. */
export function planLines({ sql, plan }: RanQuery): string[] {
  return [`  ${sql.replaceAll(/\s+/g, ' ').slice(0, 100)}`, ...linesOf(plan, 2)];
}

function linesOf(plan: unknown, depth: number): string[] {
  const step = node.parse(plan);
  const on = step['Index Name'] ?? step['Relation Name'];
  const pages = step['Shared Hit Blocks'] + step['Shared Read Blocks'];
  const line = `${step['Node Type']}${on === undefined ? '' : ` ${on}`}: ${step['Actual Rows']} rows x ${step['Actual Loops']}, ${pages} pages`;
  return [`${'  '.repeat(depth)}${line}`, ...step.Plans.flatMap((below) => linesOf(below, depth + 1))];
}
