import { buildIfNeeded } from './support/freshness.mjs';
import { ended, passSignalsOn, ROOT, start } from './support/processes.mjs';

passSignalsOn();
const failed = await buildIfNeeded();
if (failed !== 0) process.exit(failed);

const server = start(process.execPath, ['--enable-source-maps', `${ROOT}build/server/demo.js`], {
  DATA_DIR: process.env['DATA_DIR'] || '.data/demo',
});
process.exitCode = await ended(server);
