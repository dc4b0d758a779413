import type { KnipConfig } from 'knip';

const config: KnipConfig = {
  // What is started by name; SvelteKit's routes, vitest, Playwright, ESLint and Drizzle bring their own entries.
  entry: [
    'server/main.ts',
    'server/demo.ts',
    'server/platform/password-worker.js',
    'scripts/*.{mjs,ts}',
    'bench/*.{mjs,ts}',
  ],
  project: ['{server,contract,src,scripts,bench,tests}/**/*.{ts,js,mjs,svelte}', '*.{js,ts}'],
  // Used by the stylesheet: `@import 'tailwindcss'` and the font.
  ignoreDependencies: ['tailwindcss', '@fontsource-variable/inter'],
  ignoreExportsUsedInFile: { interface: true, type: true },
};

export default config;
