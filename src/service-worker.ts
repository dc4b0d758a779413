import { build, files, version } from '$service-worker';

// Opens the app without a connection. It keeps the app's own files and one page, never an answer of the API: what a
// person may see lies in their database (src/lib/realtime/local), which a log-out wipes.

declare const self: ServiceWorkerGlobalScope;

const PREFIX = 'spotter-shell-';
const CACHE = PREFIX + version;
/** The page that stands for every address of the app. */
const SHELL = '/200.html';
const ASSETS = new Set([...build, ...files]);

/** A network that takes longer for a page counts as none. */
const PATIENCE_MS = 3_000;

self.addEventListener('install', (event) => {
  event.waitUntil(install());
});

// Only once no page of an earlier version is open, so that each finds all its files until then.
self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOthers());
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (ASSETS.has(pathname)) event.respondWith(asset(request));
  else if (request.mode === 'navigate' && !pathname.startsWith('/api/')) event.respondWith(page(request));
});

/** All files of this version, or nothing: a page and files of two versions never meet. */
async function install(): Promise<void> {
  const shell = await fetch(SHELL, { cache: 'no-cache' });
  const named = (await shell.clone().text()).match(/\/_app\/immutable\/[\w./-]+/g) ?? [];
  if (!shell.ok || named.length === 0 || !named.every((path) => ASSETS.has(path)))
    throw new Error('The server has another version by now.');
  const cache = await caches.open(CACHE);
  await cache.addAll([...ASSETS]);
  await cache.put(SHELL, shell);
}

async function forgetOthers(): Promise<void> {
  const names = await caches.keys();
  const others = names.filter((name) => name.startsWith(PREFIX) && name !== CACHE);
  await Promise.all(others.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function asset(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  return (await cache.match(request)) ?? fetch(request);
}

/** The server's page, which may be newer; without an answer the kept one. */
async function page(request: Request): Promise<Response> {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(SHELL);
  if (!kept) return fetch(request);
  const late = new Promise<Response>((resolve) => setTimeout(() => resolve(kept), PATIENCE_MS));
  const answered = fetch(request).then(
    (answer) => (answer.status < 500 ? answer : kept),
    () => kept,
  );
  return Promise.race([answered, late]);
}
