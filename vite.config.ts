import { sveltekit } from '@sveltejs/kit/vite';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type Plugin } from 'vite';

const api = process.env['SPOTTER_DEV_API'] ?? 'http://127.0.0.1:3001';

/**
 * What every page needs, what every thread needs, and what the inbox adds, each with all it imports, in one file
 * instead of fifty: small files compress badly, and each one is a request. The rest is split by page, as Kit does it.
 */
const chunks = [
  {
    name: 'base',
    test: /node_modules\/@sveltejs\/kit\/src\/runtime\/(client\/entry|app\/(state|navigation|paths)\/?\w*)\.js/,
  },
  {
    name: 'thread',
    test: /src\/lib\/(features\/(thread\/Thread|shell\/[A-Z]\w+)|ui\/Field\w*)\.svelte$|src\/lib\/realtime\/realtime\.svelte\.ts|src\/routes\/\(app\)\/\+layout\.(svelte|ts)/,
  },
  {
    name: 'inbox',
    test: /src\/lib\/features\/(inbox\/(?!KeysDialog)[A-Z]\w+|clients\/ClientPanel)\.svelte$|src\/routes\/\(app\)\/\(coach\)\/inbox\//,
  },
];

/** The server speaks websocket only, so the client's other transports are dead weight. */
function websocketOnly(): Plugin {
  const unused = '\0engine.io-unused-transports';
  return {
    name: 'websocket-only',
    enforce: 'pre',
    resolveId: (source, importer) =>
      importer?.includes('engine.io-client') && /\/(polling|webtransport)[^/]*$/.test(source)
        ? unused
        : undefined,
    load: (id) => (id === unused ? 'export const Fetch = null, XHR = null, WT = null;' : undefined),
  };
}

export default defineConfig({
  plugins: [websocketOnly(), tailwindcss(), sveltekit()],
  build: {
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
