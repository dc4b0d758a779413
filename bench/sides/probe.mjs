import { monitorEventLoopDelay } from 'node:perf_hooks';

/** Runs inside a server under measurement and tells, when asked, how long its event loop was held up since last asked. */
const RESOLUTION_MS = 1;
const delays = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
delays.enable();

process.on('message', (question) => {
  if (question === 'collect') globalThis.gc?.();
  process.send?.({ delayP99: delays.percentile(99) / 1e6 - RESOLUTION_MS, ...process.memoryUsage() });
  delays.reset();
});
// Listening must not keep the process alive once it has drained.
process.channel?.unref();
