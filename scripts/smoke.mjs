import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, ROOT, start, stop, untilHealthy } from './support/processes.mjs';

// The built server over an empty directory: starts, is healthy, drains and ends with 0 when told to.
const dataDir = await mkdtemp(join(tmpdir(), 'spotter-smoke-'));
// For root, Postgres runs as another user, who must be able to enter; else the data would lie outside.
await chmod(dataDir, 0o755);
const port = await freePort();
const server = start(process.execPath, [`${ROOT}build/server/main.js`], {
  PORT: String(port),
  DATA_DIR: dataDir,
});
try {
  await untilHealthy(`http://127.0.0.1:${port}`, server);
  console.log('The built server is healthy.');
} finally {
  const code = await stop(server);
  console.log(`The built server ended with ${code}.`);
  if (code !== 0) process.exitCode = 1;
  await rm(dataDir, { recursive: true, force: true });
}
