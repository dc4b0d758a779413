import { groupBy } from '../group-by.ts';

const FATAL = 60;
const ERROR = 50;

/** Errors about a database or Redis that is away: said on purpose, by a process that goes on. */
const EXPECTED = new RegExp(
  [
    'Connection terminated',
    'connection error and is not queryable',
    'Client was closed and is not queryable',
    // A change committed in the last moment of an orderly end: its hint is lost, as hints may be.
    'Cannot use a pool after calling end on the pool',
    'timeout exceeded when trying to connect',
    'terminating connection',
    'ECONNRE(SET|FUSED)',
    'EPIPE',
    'the database system is',
    'claimed again',
    '"code":"57P0[1-3]"',
    'canceling statement due to lock timeout',
  ].join('|'),
);

/**
 * What a server wrote and should not have: fatal lines, errors nobody foresaw, and everything that is no line of its
 * log, such as a stack or a warning of Node's.
 */
export function complaintsIn(output: string): string[] {
  const lines = output.split('\n').flatMap((line) => {
    if (line.trim() === '' || line.startsWith('Spotter is running')) return [];
    const level = levelOf(line);
    if (level !== undefined && (level < ERROR || (level < FATAL && EXPECTED.test(line)))) return [];
    return [gistOf(line)];
  });
  return [...groupBy(lines, sameness)].map(
    ([, [line, ...more]]) => `${line ?? ''} (${1 + more.length} times)`,
  );
}

/** What is left of a line when its times and ids are taken away. */
function sameness(line: string): string {
  return line.replace(/"requestId":"[^"]*"|\d+/g, '');
}

/** The ends of a line: how it begins, and what it is about. */
function gistOf(line: string): string {
  return line.length <= 700 ? line : `${line.slice(0, 450)} ... ${line.slice(-250)}`;
}

function levelOf(line: string): number | undefined {
  try {
    const entry: unknown = JSON.parse(line);
    if (typeof entry !== 'object' || entry === null || !('level' in entry)) return undefined;
    return typeof entry.level === 'number' ? entry.level : undefined;
  } catch {
    return undefined;
  }
}
