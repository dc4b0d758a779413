import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Uploads } from '../../media/uploads.svelte.ts';
import { databaseName } from '../../realtime/local/database.ts';
import { Attaching } from './attaching.svelte.ts';

// Nobody else in this browser, where test files run beside each other.
const ME = 40_001;
const text = (name: string) => new File(['hello'], name, { type: 'text/plain' });

let uploaded: string[] = [];
/** A page on which the thread is opened. */
const openPage = () => new Attaching(new Uploads(upload, ME), 7);
const upload = ({ fileName }: { fileName: string }) => Promise.resolve(uploaded.push(fileName));
const names = ({ tray }: Attaching) => tray?.files.map(({ source }) => source.name);
const idsOf = ({ tray }: Attaching) => tray?.files.map(({ draft }) => draft?.file.mediaId);

beforeEach(() => {
  uploaded = [];
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('h', { status: 206 })));
});
afterEach(() => {
  vi.unstubAllGlobals();
  localStorage.removeItem(`spotter:draft:${ME}:7:files`);
  indexedDB.deleteDatabase(databaseName(ME));
});

async function leaveFiles(...files: readonly string[]): Promise<void> {
  const page = openPage();
  await page.add(files.map(text));
  await expect.poll(() => idsOf(page)).toEqual(files.map((_, index) => index + 1));
  await expect.poll(() => localStorage.getItem(page.mark)).not.toBeNull();
}

it('has the files of an earlier page, and nothing can be sent before they are back', async () => {
  await leaveFiles('plan.txt', 'log.txt');
  const page = openPage();
  expect([page.files > 0, page.ready]).toEqual([true, false]);
  await expect.poll(() => page.ready).toBe(true);
  expect(names(page)).toEqual(['plan.txt', 'log.txt']);
  expect(idsOf(page)).toEqual([1, 2]);
  expect(uploaded).toHaveLength(2);
});

it('is empty where there were none, without fetching anything', () => {
  const page = openPage();
  expect([page.files, page.tray]).toEqual([0, undefined]);
});

it('uploads once more what the server has let go of since', async () => {
  await leaveFiles('plan.txt');
  const problem = { code: 'not_found', detail: 'There is no such media.' };
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(problem, { status: 404 })));
  const page = openPage();
  await expect.poll(() => idsOf(page)).toEqual([2]);
  expect(uploaded).toEqual(['plan.txt', 'plan.txt']);
});

it('is sent by one of two tabs: the other does not have it any more', async () => {
  await leaveFiles('plan.txt');
  const [one, other] = [openPage(), openPage()];
  await expect.poll(() => [names(one), names(other)]).toEqual([['plan.txt'], ['plan.txt']]);
  expect(one.tray?.take()).toHaveLength(1);
  await expect.poll(() => names(other)).toEqual([]);
});
