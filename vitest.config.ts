import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { CHROMIUM_ARGS, findChromium } from './scripts/support/chromium.mjs';

const chromium = findChromium();

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
    testTimeout: 20_000,
    hookTimeout: 30_000,
  },
};

const pureUi = {
  plugins: [sveltekit()],
  test: {
    name: 'unit-src',
    environment: 'node',
    include: ['src/**/*.test.ts'],
    exclude: ['src/**/*.svelte.test.ts'],
  },
};

const browser = {
  plugins: [tailwindcss(), sveltekit()],
  test: {
    name: 'browser',
    include: ['src/**/*.svelte.test.ts'],
    testTimeout: 20_000,
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

export default defineConfig({
  // Two workers fit the two cores that the smallest supported machine has; Postgres takes its share.
  test: { maxWorkers: 2, projects: chromium ? [server, pureUi, browser] : [server, pureUi] },
});
