import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { CHROMIUM_ARGS, findChromium } from './scripts/support/chromium.mjs';

const chromium = findChromium();

/** A busy machine is slow, and what hangs is found by then all the same. */
const PATIENT = { testTimeout: 60_000, hookTimeout: 60_000, expect: { poll: { timeout: 15_000 } } };

const server = {
  test: {
    name: 'server',
    environment: 'node',
    include: [
      'server/**/*.test.ts',
      'contract/**/*.test.ts',
      'scripts/**/*.test.ts',
      'tests/{integration,realtime,architecture,chaos}/**/*.test.ts',
    ],
    globalSetup: ['tests/support/global-setup.ts'],
    pool: 'forks' as const,
    // The server keeps no state in its modules, so a worker loads them once and not for every file.
    isolate: false,
    restoreMocks: true,
    ...PATIENT,
  },
};

const pureUi = {
  plugins: [sveltekit()],
  test: {
    name: 'unit-src',
    environment: 'node',
    include: ['src/**/*.test.ts'],
    ...PATIENT,
    exclude: ['src/**/*.svelte.test.ts'],
  },
};

const browser = {
  plugins: [tailwindcss(), sveltekit()],
  test: {
    name: 'browser',
    include: ['src/**/*.svelte.test.ts'],
    ...PATIENT,
    browser: {
      enabled: true,
      headless: true,
      screenshotFailures: false,
      provider: playwright({
        launchOptions: { args: CHROMIUM_ARGS, ...(chromium ? { executablePath: chromium } : {}) },
      }),
      instances: [{ browser: 'chromium' as const }],
    },
  },
};

/** What takes a minute begins first, so that nobody waits for it alone at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => moduleId.includes('/tests/chaos/seeded-run');
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

export default defineConfig({
  // Two workers fit the two cores that the smallest supported machine has; Postgres takes its share.
  test: {
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: chromium ? [server, pureUi, browser] : [server, pureUi],
  },
});
