// Each worker starts a built server of its own: tests/e2e/support/test.ts.
import { defineConfig, devices } from '@playwright/test';
import { CHROMIUM_ARGS, findChromium } from './scripts/support/chromium.mjs';

const executablePath = findChromium();

export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.test.ts',
  outputDir: 'test-results',
  // As many as the smallest supported machine has cores; each has a server of its own.
  workers: 2,
  // Where a machine is shared, a browser may stall for longer than any patience. What passes only then is named as flaky.
  retries: process.env['CI'] ? 1 : 0,
  forbidOnly: true,
  // A busy machine is slow, and what hangs is found by then all the same.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  reporter: [['list']],
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1280, height: 800 },
    // Each device of each test would fetch the whole app once more; tests/e2e/offline-start.test.ts is about it.
    serviceWorkers: 'block',
    // Nobody keeps what CI leaves behind, and recording costs every test a quarter of its time.
    trace: process.env['CI'] ? 'off' : 'retain-on-failure',
    launchOptions: { args: CHROMIUM_ARGS, ...(executablePath ? { executablePath } : {}) },
  },
});
