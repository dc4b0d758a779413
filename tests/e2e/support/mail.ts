import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunningServer } from './server.ts';

/** The link in the newest mail to this address; undefined while there is none. */
export async function mailedLink(server: RunningServer, to: string): Promise<string | undefined> {
  const outbox = join(server.dataDir, 'outbox');
  const names = (await readdir(outbox).catch(() => [])).filter((name) => name.endsWith('.eml')).sort();
  for (const name of names.reverse()) {
    const mail = (await readFile(join(outbox, name), 'utf8')).replaceAll('=\n', '').replaceAll('=3D', '=');
    if (mail.includes(to)) return /https?:\/\/\S+/.exec(mail)?.[0];
  }
  return undefined;
}
