import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

// What runs in the page is text: these files are typed for Node.

const CONTROLLED = `(async () => {
  await navigator.serviceWorker.ready;
  while (!navigator.serviceWorker.controller) await new Promise((next) => setTimeout(next, 50));
})()`;

const NEXT_WAITS = `(async () => {
  const registration = await navigator.serviceWorker.ready;
  await registration.update();
  while (!registration.waiting) await new Promise((next) => setTimeout(next, 50));
})()`;

const DATABASES = `(async () => {
  const settled = (request) =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const texts = [];
  for (const { name } of await indexedDB.databases()) {
    const database = await settled(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      texts.push(JSON.stringify(await settled(database.transaction(store).objectStore(store).getAll())));
    }
    database.close();
  }
  return texts.join('\\n');
})()`;

const TRACES = `(async () => {
  const names = await caches.keys();
  const requests = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return {
    databases: (await indexedDB.databases()).map(({ name }) => name),
    keys: [...Object.keys(localStorage), ...Object.keys(sessionStorage)],
    caches: names,
    cached: requests.flat().map(({ url }) => url),
  };
})()`;

/** Everything that lies in a browser, by its name or address. */
export interface Traces {
  databases: string[];
  keys: string[];
  caches: string[];
  cached: string[];
}

/** Waits until the app would start without a network: its files are kept, and the worker answers for this page. */
export async function readyForOffline(page: Page): Promise<void> {
  await page.evaluate(CONTROLLED);
}

/** Waits until the worker of a newer version has all its files, and waits for the last page of this one to go. */
export async function nextVersionWaits(page: Page): Promise<void> {
  await page.evaluate(NEXT_WAITS);
}

/** Waits until this text is in one of the databases. */
export async function kept(page: Page, text: string): Promise<void> {
  const all = () => page.evaluate<string>(DATABASES);
  await expect.poll(all, { message: `${text} is kept on the device` }).toContain(text);
}

export function tracesOn(page: Page): Promise<Traces> {
  return page.evaluate<Traces>(TRACES);
}
