import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, it } from 'vitest';
import type { DraftFile } from '../../media/file.ts';
import { databaseName, LocalDatabase, openDatabase, result } from '../../realtime/local/database.ts';
import { DeviceOutbox } from '../../realtime/local/device-outbox.ts';
import { memoryOutbox } from '../../realtime/outbox-store.ts';
import type { OutboxItem } from '../../realtime/outbox-store.ts';
import { systemTimers } from '../../realtime/timers.ts';
import { KeptTray } from './kept-tray.ts';

let browser = new IDBFactory();
let mark = false;
let tabs: ((event: { data: unknown }) => void)[] = [];
beforeEach(() => {
  browser = new IDBFactory();
  mark = false;
  tabs = [];
});

const opened = () => openDatabase(databaseName(1), browser);

/** A thread's tray of a page, which begins with what is kept. */
async function openPage(database: Promise<LocalDatabase> = opened()) {
  const own: typeof tabs = [];
  const tray = new KeptTray({
    database,
    name: 'dana and sam',
    mark: (kept) => (mark = kept),
    others: {
      postMessage: (data) => {
        for (const tab of tabs) if (!own.includes(tab)) tab({ data });
      },
      addEventListener: (_type, heard) => {
        own.push(heard);
        tabs.push(heard);
      },
      close: () => undefined,
    },
  });
  const found = await tray.restore();
  return { tray, names: found.map(({ draft }) => draft.file.fileName), found };
}

function draft(fileName: string, given: Partial<DraftFile['file']> = {}): DraftFile {
  const file = new Blob([`bytes of ${fileName}`]);
  const facts = { kind: 'file', contentType: 'text/plain', fileName, bytes: file.size } as const;
  const unknown = { width: null, height: null, durationMs: null, waveform: null, poster: false };
  const ids = { fileId: `id of ${fileName}`, uploadId: undefined, mediaId: undefined };
  return { file: { ...facts, ...unknown, ...ids, ...given }, bytes: { file, poster: undefined } };
}
const plan = draft('plan.txt');
const log = draft('log.txt');

/** The outbox as it takes over a message with these files, and has done so when it resolves. */
async function send(...files: readonly DraftFile[]) {
  const outbox = new DeviceOutbox(opened(), memoryOutbox(), systemTimers);
  const item: OutboxItem = {
    clientMessageId: 'a',
    conversationId: 7,
    text: '',
    files: files.map(({ file }) => file),
    replyToSeq: undefined,
    createdAt: '2026-11-16T08:00:00.000Z',
    state: 'sending',
    error: undefined,
    kept: 'memory',
  };
  const bytes = files.flatMap(({ file, bytes }) => (bytes ? [[file.fileId, bytes] as const] : []));
  expect(await outbox.put(item, new Map(bytes))).toBe('device');
  return outbox;
}

async function filesKept(): Promise<number> {
  const database = await opened();
  const all = await database.all('files');
  database.close();
  return all.length;
}

it('brings files back in their order, with their bytes and how far they had come', async () => {
  const { tray } = await openPage();
  tray.keep({ draft: log, place: 2 });
  tray.keep({ draft: plan, place: 1 });
  tray.learn({ ...plan.file, mediaId: 5 });
  tray.learn({ ...log.file, uploadId: 'up-1' });
  await expect.poll(filesKept).toBe(4);
  const { names, found } = await openPage();
  expect(mark).toBe(true);
  expect(names).toEqual(['plan.txt', 'log.txt']);
  expect(found.map(({ draft: { file } }) => [file.mediaId, file.uploadId])).toEqual([
    [5, undefined],
    [undefined, 'up-1'],
  ]);
  expect(await found[1]?.draft.bytes?.file.text()).toBe('bytes of log.txt');
});

it('keeps nothing of what was taken away', async () => {
  const { tray } = await openPage();
  tray.keep({ draft: plan, place: 1 });
  tray.keep({ draft: log, place: 2 });
  tray.letGo([plan.file.fileId]);
  await expect.poll(filesKept).toBe(2);
  expect((await openPage()).names).toEqual(['log.txt']);
  tray.letGo([log.file.fileId]);
  await expect.poll(filesKept).toBe(0);
  await expect.poll(() => mark).toBe(false);
});

it('leaves the bytes of a message to the outbox, which took them over', async () => {
  const { tray } = await openPage();
  tray.keep({ draft: plan, place: 1 });
  await expect.poll(filesKept).toBe(2);
  const outbox = await send(plan);
  tray.letGo([plan.file.fileId]);
  await expect.poll(() => mark).toBe(false);
  expect(await filesKept()).toBe(1);
  expect((await openPage()).names).toEqual([]);
  expect(await (await outbox.bytes(plan.file.fileId))?.file.text()).toBe('bytes of plan.txt');
});

it('is never without a file whose page dies while it is sent, and does not offer it once it is the outbox’s', async () => {
  const { tray } = await openPage();
  tray.keep({ draft: plan, place: 1 });
  await expect.poll(filesKept).toBe(2);
  expect((await openPage()).names).toEqual(['plan.txt']);
  const outbox = await send(plan);
  expect((await openPage()).names).toEqual([]);
  await outbox.remove('a');
  expect(await filesKept()).toBe(0);
});

it('does not offer what was sent before the page could let go of it', async () => {
  const { tray } = await openPage();
  tray.keep({ draft: plan, place: 1 });
  await expect.poll(filesKept).toBe(2);
  await (await send(plan)).remove('a');
  expect((await openPage()).names).toEqual([]);
  expect(await filesKept()).toBe(0);
});

it('does not keep what was sent before its turn came', async () => {
  const { tray } = await openPage();
  tray.keep({ draft: plan, place: 1 });
  tray.letGo([plan.file.fileId]);
  await (await send(plan)).remove('a');
  expect((await openPage()).names).toEqual([]);
});

it('tells the other tabs what has left, and those keep the rest', async () => {
  const { tray } = await openPage();
  tray.keep({ draft: plan, place: 1 });
  tray.keep({ draft: log, place: 2 });
  await expect.poll(filesKept).toBe(4);
  const other = await openPage();
  const heard: (readonly string[])[] = [];
  other.tray.listen((fileIds) => heard.push(fileIds));
  tray.letGo([plan.file.fileId]);
  expect(heard).toEqual([[plan.file.fileId]]);
  other.tray.letGo([plan.file.fileId, log.file.fileId]);
  await expect.poll(filesKept).toBe(0);
});

it('brings back by its media id what this device had no room for', async () => {
  let refusals = 1;
  class Full extends LocalDatabase {
    override async write(...[stores, work]: Parameters<LocalDatabase['write']>): Promise<void> {
      if (stores.length === 1 && (refusals -= 1) >= 0) throw new DOMException('full', 'QuotaExceededError');
      await super.write(stores, work);
    }
  }
  const { tray } = await openPage(
    opened().then(async () => new Full(await result(browser.open(databaseName(1))))),
  );
  tray.keep({ draft: plan, place: 1 });
  tray.learn({ ...plan.file, mediaId: 5 });
  await expect.poll(filesKept).toBe(1);
  const { found } = await openPage();
  expect(found).toMatchObject([{ draft: { file: { mediaId: 5 }, bytes: undefined } }]);
});

it('goes on where the browser keeps nothing', async () => {
  const { tray, names } = await openPage(Promise.reject(new Error('forbidden')));
  expect(names).toEqual([]);
  tray.keep({ draft: plan, place: 1 });
  tray.learn(plan.file);
  tray.letGo([plan.file.fileId]);
  expect(mark).toBe(false);
});
