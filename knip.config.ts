import type { KnipConfig } from 'knip';

const config: KnipConfig = {
  // What is started by name; SvelteKit's routes, vitest, Playwright, ESLint and Drizzle bring their own entries.
  entry: [
    'server/main.ts',
    'server/demo.ts',
    'server/platform/password-worker.js',
    'scripts/*.{mjs,ts}',
    'scripts/support/unknown-app.d.ts',
    'tests/chaos/browser/entry.ts',
    'bench/browser/in-page.ts',
    '{tests/support,bench/*}/*.process.ts',
    'bench/sides/probe.mjs',
  ],
  project: ['{server,contract,src,scripts,bench,tests}/**/*.{ts,js,mjs,svelte,css}', '*.{js,ts}'],
  // hono-openapi asks for them by name, as its peers.
  ignoreDependencies: [
    '@hono/standard-validator',
    '@standard-community/standard-json',
    '@standard-community/standard-openapi',
  ],
  ignoreBinaries: ['mount', 'umount', 'redis-server', 'taskset'],
  ignoreExportsUsedInFile: { interface: true, type: true },
};

export default config;
