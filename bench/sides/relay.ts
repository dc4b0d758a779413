import { fileURLToPath } from 'node:url';
import { startSide, type Side } from './start-side.ts';

const probe = fileURLToPath(new URL('probe.mjs', import.meta.url));
const script = fileURLToPath(new URL('relay.process.ts', import.meta.url));

/** The yardstick's process. @param place puts a command on the cores it may use */
export function startRelay(place: (command: readonly string[]) => readonly string[]): Promise<Side> {
  return startSide(place([process.execPath, '--expose-gc', '--import', probe, '--import', 'tsx', script]));
}
