import { buildIfNeeded } from './support/freshness.mjs';
import { ended, onStop, ROOT, start } from './support/processes.mjs';

const failed = await buildIfNeeded();
if (failed !== 0) process.exit(failed);

const server = start(process.execPath, ['--enable-source-maps', `${ROOT}build/server/demo.js`], {
  DATA_DIR: process.env['DATA_DIR'] || '.data/demo',
});
onStop((signal) => server.kill(signal));
process.exitCode = await ended(server);
