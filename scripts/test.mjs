import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findChromium } from './support/chromium.mjs';
import { buildIfNeeded } from './support/freshness.mjs';
import { ended, passSignalsOn, ROOT, startTool } from './support/processes.mjs';
import { hasRedisServer } from './support/redis.mjs';
import { add, countPlaywright, countVitest, NOTHING, summary } from './support/test-results.mjs';

// `npm test -- tests/realtime` runs the part of vitest that these words choose, and no Playwright.
const chosen = process.argv.slice(2);
const chromium = findChromium();
const missing = [
  ...(chromium ? [] : ['No Chromium on this machine (set CHROMIUM_PATH): component and end-to-end tests']),
  ...(hasRedisServer() ? [] : ['No redis-server on this machine: tests of several processes']),
];

/** @typedef {import('./support/test-results.mjs').Counts} Counts */

/**
 * @param {string} report where vitest writes its JSON
 * @returns {Promise<Counts>}
 */
async function runVitest(report) {
  const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...chosen];
  const code = await ended(startTool('vitest', args, { NODE_ENV: 'test' }));
  return countVitest(report, code);
}

/**
 * @param {string} report where Playwright writes its JSON
 * @returns {Promise<Counts>}
 */
async function runPlaywright(report) {
  const env = { PLAYWRIGHT_JSON_OUTPUT_FILE: report };
  const code = await ended(startTool('playwright', ['test', '--reporter=list,json'], env));
  return countPlaywright(report, code);
}

async function main() {
  if (missing.length > 0 && process.env['CI']) {
    for (const what of missing) console.error(`${what} cannot run, and with CI set that is an error.`);
    return { ...NOTHING, failed: 1 };
  }
  if ((await buildIfNeeded()) !== 0) return { ...NOTHING, failed: 1 };
  const reports = await mkdtemp(join(tmpdir(), 'spotter-reports-'));
  try {
    const vitest = await runVitest(join(reports, 'vitest.json'));
    if (!chromium || chosen.length > 0) return vitest;
    return add(vitest, await runPlaywright(join(reports, 'playwright.json')));
  } finally {
    await rm(reports, { recursive: true, force: true });
  }
}

passSignalsOn();
process.chdir(ROOT);
const counts = await main();
if (!process.env['CI']) for (const what of missing) console.error(`\n!!! ${what} were LEFT OUT. !!!\n`);
console.log(summary(counts));
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0;
