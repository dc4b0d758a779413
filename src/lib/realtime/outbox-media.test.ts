import 'fake-indexeddb/auto';
import { IDBFactory } from 'fake-indexeddb';
import { beforeEach, expect, it } from 'vitest';
import { ApiError } from '../errors.ts';
import type { DraftFile, Uploader } from '../media/file.ts';
import { databaseName, openDatabase } from './local/database.ts';
import { DeviceOutbox } from './local/device-outbox.ts';
import { alone } from './local/tabs.ts';
import { Outbox } from './outbox.ts';
import { memoryOutbox } from './outbox-store.ts';
import type { OutboxStore } from './outbox-store.ts';
import { ME, messageView } from './testing/views.ts';
import { systemTimers } from './timers.ts';
import { newUuid } from './uuid.ts';
import type { UpPayload } from './wire.ts';

let browser = new IDBFactory();
beforeEach(() => {
  browser = new IDBFactory();
});
const onDevice = () =>
  new DeviceOutbox(openDatabase(databaseName(ME), browser), memoryOutbox(), systemTimers);

function draft(fileName: string): DraftFile {
  const file = new Blob([fileName]);
  const facts = { kind: 'image', contentType: 'image/png', fileName, bytes: file.size } as const;
  const unknown = { width: 4, height: 3, durationMs: null, waveform: null, poster: false };
  const ids = { fileId: newUuid(), uploadId: undefined, mediaId: undefined };
  return { file: { ...facts, ...unknown, ...ids }, bytes: { file, poster: undefined } };
}

interface Told {
  media: number;
  /** What uploads fail with. */
  fail?: ApiError | undefined;
  /** Whether no send gets an answer. */
  refuse: boolean;
  refuseOnce?: ApiError | undefined;
}

/** A tab with a media server that answers as told, file by file. */
function openTab(store: OutboxStore = onDevice()) {
  const sends: UpPayload<'message:send'>[] = [];
  const uploaded: string[] = [];
  const at: Told = { media: 0, refuse: false };
  const uploads: Uploader = {
    async run(_file, bytes, began) {
      began?.('up-1');
      if (at.fail) throw at.fail;
      const held = await bytes();
      if (!held) throw new ApiError('gone');
      uploaded.push(await held.file.text());
      return (at.media += 1);
    },
    forget: () => undefined,
  };
  const outbox = new Outbox({
    send: (payload) => {
      sends.push(payload);
      const { clientMessageId, text } = payload;
      const once = at.refuseOnce;
      at.refuseOnce = undefined;
      if (once) return Promise.reject(once);
      if (at.refuse) return Promise.reject(new ApiError('timeout'));
      const message = messageView(sends.length, { clientMessageId, text, senderId: ME });
      return Promise.resolve({ message, duplicate: false, fromRev: 0, rev: 1 });
    },
    sent: (result) => outbox.shown(7, new Set([result.message.clientMessageId]), 1),
    sentElsewhere: () => undefined,
    changed: () => undefined,
    newId: newUuid,
    uploads,
    store,
    tabs: alone,
    timers: systemTimers,
    random: () => 0,
  });
  return { outbox, sends, uploaded, at, store };
}

const sentAll = (tab: ReturnType<typeof openTab>) =>
  expect.poll(() => tab.outbox.unsent, { timeout: 5_000 }).toBe(0);

it('uploads the files of a message before it leaves, in order, and nothing overtakes it', async () => {
  const tab = openTab();
  tab.outbox.connected();
  tab.outbox.add(7, '', undefined, undefined, [draft('a'), draft('b')]);
  tab.outbox.add(7, 'after the photos');
  await sentAll(tab);
  expect(tab.uploaded).toEqual(['a', 'b']);
  expect(tab.sends).toMatchObject([{ text: '', mediaIds: [1, 2] }, { text: 'after the photos' }]);
  expect(tab.sends[1]).not.toHaveProperty('mediaIds');
});

it('keeps files across a reload, and uploads them in the next life of the page', async () => {
  const first = openTab();
  await new Promise<void>((kept) => {
    first.outbox.add(7, 'from the gym', undefined, kept, [draft('a')]);
  });
  expect(first.outbox.pending(7)).toMatchObject([{ kept: 'device', state: 'sending' }]);
  const second = openTab();
  await second.outbox.restore();
  second.outbox.connected();
  await sentAll(second);
  expect(second.uploaded).toEqual(['a']);
  expect(second.sends).toMatchObject([{ text: 'from the gym', mediaIds: [1] }]);
});

it('R2 names the same media when it is sent again after a reload, and uploads nothing twice', async () => {
  const first = openTab();
  first.at.refuse = true;
  first.outbox.connected();
  first.outbox.add(7, 'hello', undefined, undefined, [draft('a')]);
  await expect.poll(() => first.sends.length).toBeGreaterThan(0);
  first.outbox.disconnected();
  const second = openTab();
  await second.outbox.restore();
  second.outbox.connected();
  await sentAll(second);
  expect(second.uploaded).toEqual([]);
  expect(second.sends[0]).toEqual(first.sends[0]);
});

it('shows which file was refused, keeps it with the text, and sends it again by hand', async () => {
  const tab = openTab();
  tab.at.fail = new ApiError('unsupported_media', { detail: 'This is no picture.' });
  tab.outbox.connected();
  const item = tab.outbox.add(7, 'look', undefined, undefined, [draft('a.png')]);
  tab.outbox.add(7, 'next');
  await expect.poll(() => tab.sends.map((send) => send.text)).toEqual(['next']);
  expect(tab.outbox.pending(7)).toMatchObject([
    { text: 'look', state: 'failed', error: 'a.png: This is no picture.' },
  ]);
  tab.at.fail = undefined;
  tab.outbox.retry(item.clientMessageId);
  await sentAll(tab);
  expect(tab.uploaded).toEqual(['a.png']);
});

it('uploads once more what the server has let go of', async () => {
  const tab = openTab();
  const path = 'mediaIds.0';
  tab.at.refuseOnce = new ApiError('invalid_input', { fields: [{ path, message: 'is not there' }] });
  tab.outbox.connected();
  tab.outbox.add(7, 'late', undefined, undefined, [draft('a')]);
  await sentAll(tab);
  expect(tab.sends.at(-1)).toMatchObject({ mediaIds: [tab.at.media] });
  expect(tab.at.media).toBeGreaterThan(1);
});

it('lets a message be given up while its files are on their way, and leaves nothing of it', async () => {
  const tab = openTab();
  await new Promise<void>((kept) => {
    const item = tab.outbox.add(7, 'no', undefined, kept, [draft('a')]);
    expect(item.state).toBe('saving');
  });
  const [item] = tab.outbox.pending(7);
  tab.outbox.discard(item?.clientMessageId ?? '');
  await expect.poll(() => tab.store.load()).toEqual([]);
  expect(await tab.store.bytes(item?.files[0]?.fileId ?? '')).toBeUndefined();
});

it('says to keep the tab open where the browser keeps no files', async () => {
  const forbidden = new DeviceOutbox(Promise.reject(new Error('forbidden')), memoryOutbox(), systemTimers);
  const tab = openTab(forbidden);
  await new Promise<void>((kept) => {
    tab.outbox.add(7, 'hello', undefined, kept, [draft('a')]);
  });
  expect(tab.outbox.pending(7)).toMatchObject([{ kept: 'memory' }]);
  tab.outbox.connected();
  await sentAll(tab);
  expect(tab.uploaded).toEqual(['a']);
});
