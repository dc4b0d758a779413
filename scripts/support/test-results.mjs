import { readFile } from 'node:fs/promises';
import * as z from 'zod';

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
});

const playwrightReport = z.object({
  stats: z.object({
    expected: z.number(),
    unexpected: z.number(),
    flaky: z.number(),
    skipped: z.number(),
  }),
});

/** @typedef {{ passed: number, failed: number, skipped: number }} Counts */

/** @type {Readonly<Counts>} */
export const NOTHING = { passed: 0, failed: 0, skipped: 0 };

/**
 * @param {Counts} a
 * @param {Counts} b
 * @returns {Counts}
 */
export function add(a, b) {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped };
}

/**
 * The last line of a test run.
 *
 * @param {Counts} counts
 */
export function summary({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

/**
 * Counts a vitest run from its JSON report. A run that crashed, or failed outside of any test, counts as one failure.
 *
 * @param {string} report
 * @param {number} exitCode
 * @returns {Promise<Counts>}
 */
export async function countVitest(report, exitCode) {
  const found = await readReport(report, vitestReport);
  if (!found) return { ...NOTHING, failed: 1 };
  return settle(exitCode, {
    passed: found.numPassedTests,
    failed: found.numFailedTests,
    skipped: found.numPendingTests + found.numTodoTests,
  });
}

/**
 * Counts a Playwright run from its JSON report; a test that passed when it was tried again has passed, and is
 * named with what went wrong by Playwright's own report.
 *
 * @param {string} report
 * @param {number} exitCode
 * @returns {Promise<Counts>}
 */
export async function countPlaywright(report, exitCode) {
  const found = await readReport(report, playwrightReport);
  if (!found) return { ...NOTHING, failed: 1 };
  const { expected, unexpected, flaky, skipped } = found.stats;
  return settle(exitCode, { passed: expected + flaky, failed: unexpected, skipped });
}

/**
 * A runner that ended badly without a failed test, or ran nothing at all, is a failure too.
 *
 * @param {number} exitCode
 * @param {Counts} counts
 * @returns {Counts}
 */
function settle(exitCode, counts) {
  const nothing = counts.passed + counts.failed === 0;
  return counts.failed === 0 && (exitCode !== 0 || nothing) ? { ...counts, failed: 1 } : counts;
}

/**
 * @template T
 * @param {string} path
 * @param {z.ZodType<T>} shape
 * @returns {Promise<T | undefined>} undefined when the runner wrote none, or only a part
 */
async function readReport(path, shape) {
  try {
    return shape.parse(JSON.parse(await readFile(path, 'utf8')));
  } catch {
    return undefined;
  }
}
