import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type Plugin } from 'vite';

const api = process.env['SPOTTER_DEV_API'] ?? 'http://127.0.0.1:3001';

/**
 * What every page needs, what every thread needs, what the inbox adds, and what forms and lists are made of, each with
 * all it imports, in one file instead of fifty: small files compress badly, each one is a request, and the start names
 * every one. The rest is split by page, as Kit does it.
 */
const chunks = [
  {
    name: 'base',
    test: /node_modules\/@sveltejs\/kit\/src\/runtime\/(client\/entry|app\/(state|navigation|paths)\/?\w*)\.js/,
  },
  {
    name: 'thread',
    test: /src\/lib\/features\/(thread\/Thread|shell\/[A-Z]\w+)\.svelte$|src\/lib\/features\/auth\/guards\.ts$|src\/lib\/realtime\/realtime\.svelte\.ts|src\/routes\/(\(app\)\/)?\+(layout|error)\.(svelte|ts)$/,
  },
  {
    name: 'inbox',
    test: /src\/lib\/features\/(inbox\/(?!KeysDialog)[A-Z]\w+|clients\/ClientPanel)\.svelte$|src\/routes\/\(app\)\/\(coach\)\/inbox\/(?!\+page)/,
  },
  {
    name: 'controls',
    test: /src\/lib\/(ui\/|form\.svelte|paged-list)/,
  },
];

/** Parts of packages that the screens never reach, by who imports what, and what stands in for them. */
const unreached = [
  {
    // No component is a custom element.
    importer: 'svelte/src/internal/client/index.js',
    source: /\/custom-element\.js$/,
    instead: 'export const create_custom_element = null;',
  },
];

function leaveOutUnreached(): Plugin {
  const id = (index: number) => `\0unreached-${index}`;
  return {
    name: 'leave-out-unreached',
    enforce: 'pre',
    resolveId: (source, importer) => {
      const index = unreached.findIndex(
        (part) => importer?.includes(part.importer) && part.source.test(source),
      );
      return index < 0 ? undefined : id(index);
    },
    load: (wanted) => unreached.find((_part, index) => wanted === id(index))?.instead,
  };
}

export default defineConfig({
  plugins: [leaveOutUnreached(), tailwindcss(), sveltekit()],
  build: {
    modulePreload: {
      // What is imported is asked for at once in any case; beside it goes what it needs.
      resolveDependencies: (imported, needed) => needed.filter((file) => file !== imported),
    },
    rolldownOptions: {
      checks: { bundlerTimings: false },
      output: {
        codeSplitting: {
          groups: chunks.map((chunk, index) => ({ ...chunk, priority: chunks.length - index })),
        },
      },
    },
  },
  server: {
    strictPort: true,
    proxy: {
      '/api': { target: api },
      '/socket.io': { target: api, ws: true },
    },
  },
});
