import { Hono } from 'hono';
import { notFound } from '#server/kernel/errors';
import type { Logger } from '#server/platform/logger';
import { pagePolicy } from './page-policy.ts';
import { problemResponse } from './problem.ts';
import { serveFile } from './serve-file.ts';
import { readStaticFiles, type StaticFile, type StaticFiles } from './static-files.ts';

const FALLBACK = '/200.html';

/** The built screens, in memory. */
export interface Ui {
  readonly files: StaticFiles;
  /** The page that stands for every address of the app; undefined when nothing is built. */
  readonly fallback: StaticFile | undefined;
  /** The Content-Security-Policy for all of it. */
  readonly policy: string;
}

/** Reads the UI's build. Without one the server starts all the same, and says so. */
export async function readUi(folder: string, logger: Logger): Promise<Ui> {
  const files = await readStaticFiles(folder);
  const fallback = files.get(FALLBACK);
  if (fallback === undefined)
    logger.warn('The screens are not built: run `npm run build`, then start again.');
  return { files, fallback, policy: pagePolicy(fallback?.variants.at(-1)?.bytes.toString('utf8')) };
}

/** Serves the UI on every address nobody else answers. A missing `/_app/` file is 404: a stale page must not get HTML. */
export function uiRoutes(ui: Ui) {
  return new Hono().on(['GET', 'HEAD'], '*', (c) => {
    const file = ui.files.get(c.req.path);
    if (file !== undefined) return serveFile(file, c.req.raw);
    if (c.req.path.startsWith('/_app/')) return problemResponse(notFound('file'));
    if (ui.fallback !== undefined) return serveFile(ui.fallback, c.req.raw);
    return c.html(NOT_BUILT, 503);
  });
}

const NOT_BUILT = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Spotter is not built</title></head>
<body><h1>The screens are not built yet</h1>
<p>The server runs and its API answers under <a href="/api/docs">/api</a>, but there are no screens to show.</p>
<p>Stop it, run <code>npm run build</code>, and start it again.</p></body></html>
`;
