import { databaseName, openDatabase } from '../../realtime/local/database.ts';
import type { Attaching } from './attaching.svelte.ts';
import { KeptTray } from './kept-tray.ts';
import { isSwept } from './swept.ts';
import type { TrayFile } from './tray-file.svelte.ts';
import { Tray } from './tray.svelte.ts';

const known = new WeakMap<Attaching, Promise<Tray>>();

/** The tray of a thread, the same one every time, with what an earlier page left in it. Never rejects. */
export function trayOf(attaching: Attaching): Promise<Tray> {
  const held = known.get(attaching);
  if (held) return held;
  const made = make(attaching);
  known.set(attaching, made);
  return made;
}

async function make({ uploads, mark }: Attaching): Promise<Tray> {
  if (uploads.me === undefined) return new Tray(uploads);
  const shelf = new KeptTray({
    database: openDatabase(databaseName(uploads.me)),
    name: mark,
    mark: (kept) => (kept ? localStorage.setItem(mark, '1') : localStorage.removeItem(mark)),
    others: new BroadcastChannel(mark),
  });
  const tray = new Tray(uploads, shelf);
  tray.addKept(await shelf.restore());
  shelf.listen((fileIds) => tray.lose(fileIds));
  void renewLost(tray);
  return tray;
}

/** The server lets go of what was not sent for a day. */
async function renewLost(tray: Tray): Promise<void> {
  const restored = tray.files;
  const lost = await Promise.all(restored.map(isLost));
  tray.renew(restored.filter((file, index) => lost[index] && tray.files.includes(file)));
}

async function isLost({ draft }: TrayFile): Promise<boolean> {
  const mediaId = draft?.file.mediaId;
  return mediaId === undefined ? !draft?.bytes : isSwept(mediaId);
}
