import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { build } from 'esbuild';
import { checkSize } from './check-size.mjs';
import { rememberBuild } from './support/freshness.mjs';
import { ended, passSignalsOn, ROOT, startTool } from './support/processes.mjs';

const SERVER_ENTRIES = ['server/main.ts', 'server/demo.ts', 'server/platform/password-worker.js'];

/** The server as flat modules in build/server; packages stay in node_modules. */
async function buildServer() {
  await rm(`${ROOT}build/server`, { recursive: true, force: true });
  await build({
    absWorkingDir: ROOT,
    entryPoints: SERVER_ENTRIES.filter((entry) => existsSync(ROOT + entry)),
    entryNames: '[name]',
    chunkNames: '[name]-[hash]',
    outdir: 'build/server',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    packages: 'external',
    sourcemap: true,
    logLevel: 'warning',
  });
}

passSignalsOn();
await rm(`${ROOT}build/stamp`, { force: true });
const code = await ended(startTool('vite', ['build', '--logLevel', 'warn'], { NODE_ENV: 'production' }));
if (code !== 0) process.exit(code);
await buildServer();
if (!(await checkSize())) process.exit(1);
await rememberBuild();
