import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import * as z from 'zod';
import { ROOT } from './support/processes.mjs';

/**
 * Gzipped bytes of JavaScript up to an interactive thread, by screen, as folders of src/routes; a test proves that they
 * exist.
 */
const BUDGETS = { '(app)/(coach)/inbox/[conversationId]': 100_000, '(app)/(client)/chat': 100_000 };

export const THREAD_ROUTES = Object.keys(BUDGETS);

/** Sources that are imported dynamically and wait for a person's act after the thread is usable. */
const LATER = [
  'src/lib/features/check-ins/CheckInDialog.svelte',
  'src/lib/features/check-ins/CheckInReview.svelte',
  'src/lib/features/clients/ClientSheet.svelte',
  'src/lib/features/inbox/KeysDialog.svelte',
  'src/lib/features/message-acts/AskedOfMessage.svelte',
  'src/lib/features/message-acts/acts.ts',
  'src/lib/features/message-acts/touch.ts',
  'src/lib/features/thread/SettingsMenu.svelte',
  'src/lib/features/thread/copy-messages.ts',
  'src/lib/features/thread/thread-settings.ts',
  'src/lib/features/later/LaterTools.svelte',
  'src/lib/features/replies/RepliesDialog.svelte',
  'src/lib/features/replies/SlashReplies.svelte',
  'src/lib/features/thread/JumpToDay.svelte',
  'src/lib/features/search/InboxResults.svelte',
  'src/lib/features/search/ThreadSearch.svelte',
  'src/lib/features/media/Lightbox.svelte',
  'src/lib/features/media/VoiceBar.svelte',
  'src/lib/features/media/parts.ts',
  'src/lib/features/media/tray-parts.ts',
  'src/lib/features/training/AssignDialog.svelte',
  'src/lib/features/training/EndDialog.svelte',
  'src/lib/media/upload-jobs.ts',
  'src/lib/realtime/upload-item.ts',
];

/** Kit's page for when not even the error page can be drawn. */
const LAST_RESORT = '.svelte-kit/generated/shared/error-template.js';

const OUTPUT = join(ROOT, '.svelte-kit/output/client');
const NODES = join(ROOT, '.svelte-kit/generated/client-optimized/nodes');

const manifestShape = z.record(
  z.string(),
  z.object({
    file: z.string(),
    isEntry: z.boolean().optional(),
    imports: z.array(z.string()).optional(),
    dynamicImports: z.array(z.string()).optional(),
  }),
);

/** @typedef {z.infer<typeof manifestShape>} Manifest */

/**
 * Prints what a cold start loads for each thread screen.
 *
 * @returns {Promise<boolean>} whether each one fits the budget
 */
export async function checkSize() {
  const text = await readFile(join(OUTPUT, '.vite/manifest.json'), 'utf8');
  const manifest = manifestShape.parse(JSON.parse(text));
  let fits = true;
  for (const [route, budget] of Object.entries(BUDGETS)) {
    const nodes = await nodesOf(route);
    if (nodes.length === 0) {
      console.warn(`src/routes/${route} has no page, so its size is unknown (scripts/check-size.mjs).`);
      continue;
    }
    const roots = [...entries(manifest), ...nodes];
    const rows = await weigh(loadedWith(manifest, roots, [...LATER, LAST_RESORT]));
    const total = rows.reduce((sum, row) => sum + row.gzip, 0);
    fits &&= total <= budget;
    print(route, rows, { total, budget });
  }
  return fits;
}

/** @param {Manifest} manifest */
function entries(manifest) {
  return Object.keys(manifest).filter((key) => manifest[key]?.isEntry && !/\/nodes\/\d+\.js$/.test(key));
}

/**
 * Kit's nodes of a page: the page itself and every layout above it.
 *
 * @param {string} route
 * @returns {Promise<string[]>} keys of the manifest; none when there is no such page
 */
async function nodesOf(route) {
  const found = [];
  let page = false;
  for (const name of await readdir(NODES)) {
    const source = await readFile(join(NODES, name), 'utf8');
    const [, folder = '', kind] = /src\/routes\/?(.*?)\/?\+(page|layout)[.@]/.exec(source) ?? [];
    const above = folder === '' || route === folder || route.startsWith(`${folder}/`);
    if (kind === 'page' ? route !== folder : !above) continue;
    page ||= kind === 'page';
    found.push(`.svelte-kit/generated/client-optimized/nodes/${name}`);
  }
  return page ? found : [];
}

/**
 * The files a start with these chunks loads: what they import, and what they import dynamically unless it waits
 * for a person. Kit's app chunk names every page dynamically; those count only as `roots`.
 *
 * @param {Manifest} manifest
 * @param {readonly string[]} roots
 * @param {readonly string[]} later
 */
function loadedWith(manifest, roots, later) {
  /** @type {Set<string>} */
  const seen = new Set();
  /** @param {string} key */
  const visit = (key) => {
    const chunk = manifest[key];
    if (!chunk || seen.has(key)) return;
    seen.add(key);
    chunk.imports?.forEach(visit);
    chunk.dynamicImports?.filter((wanted) => !isPage(wanted) && !later.includes(wanted)).forEach(visit);
  };
  roots.forEach(visit);
  return [...new Set([...seen].map((key) => manifest[key]?.file ?? ''))].filter((file) =>
    file.endsWith('.js'),
  );
}

/** @param {string} key */
function isPage(key) {
  return key.includes('/client-optimized/nodes/');
}

/** @param {readonly string[]} files */
async function weigh(files) {
  const rows = await Promise.all(
    files.map(async (file) => ({ file, gzip: gzipSync(await readFile(join(OUTPUT, file))).length })),
  );
  return rows.sort((a, b) => b.gzip - a.gzip);
}

/**
 * @param {string} route
 * @param {readonly { file: string, gzip: number }[]} rows
 * @param {{ total: number, budget: number }} sum
 */
function print(route, rows, { total, budget }) {
  console.log(`\nJavaScript up to an interactive thread, gzip: src/routes/${route}`);
  for (const { file, gzip } of rows.slice(0, 8)) console.log(`${kilobytes(gzip)}  ${file}`);
  const rest = rows.slice(8);
  const others = rest.reduce((sum, row) => sum + row.gzip, 0);
  if (rest.length > 0) console.log(`${kilobytes(others)}  ${rest.length} smaller files`);
  const verdict = total <= budget ? 'of' : 'TOO MUCH: the budget is';
  console.log(`${kilobytes(total)}  together, ${verdict} ${kilobytes(budget).trim()}`);
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1).padStart(8)} KB`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href && !(await checkSize())) process.exit(1);
