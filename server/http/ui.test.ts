import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createLogger } from '#server/platform/logger';
import { readUi, uiRoutes } from './ui.ts';

const PAGE = `<html><head><meta http-equiv="content-security-policy" content="default-src 'none'; script-src 'self' 'sha256-abc='"></head></html>`;
const CHUNK = 'console.log(1)';
const logger = createLogger('silent');

let folder: string;
let ask: (path: string, init?: RequestInit) => Promise<Response>;
let policy: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spotter-ui-'));
  const client = join(folder, 'client');
  await mkdir(join(client, '_app/immutable'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(join(client, '200.html'), PAGE);
  await writeFile(join(client, 'favicon.svg'), '<svg/>');
  await writeFile(join(client, 'service-worker.js'), CHUNK);
  const chunk = join(client, '_app/immutable/chunk.js');
  await writeFile(chunk, CHUNK);
  await writeFile(`${chunk}.br`, brotliCompressSync(CHUNK));
  await writeFile(`${chunk}.gz`, gzipSync(CHUNK));
  const ui = await readUi(client, logger);
  const app = uiRoutes(ui);
  ask = async (path, init) => app.request(path, init);
  policy = ui.policy;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('files of the UI', () => {
  it('every address of the app is the fallback page, asked for anew each time', async () => {
    for (const path of ['/', '/threads/7', '/invite/abc']) {
      const answer = await ask(path);
      expect(await answer.text()).toBe(PAGE);
      expect(answer.headers.get('cache-control')).toBe('no-cache');
    }
  });

  it('the service worker is asked for anew each time, so that a new version is found at once', async () => {
    const answer = await ask('/service-worker.js');
    expect(await answer.text()).toBe(CHUNK);
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('no-cache');
  });

  it('a hashed file never changes', async () => {
    const answer = await ask('/_app/immutable/chunk.js');
    expect(await answer.text()).toBe(CHUNK);
    expect(answer.headers.get('content-type')).toBe('text/javascript; charset=utf-8');
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  });

  it.each([
    ['gzip, deflate, br', 'br'],
    ['gzip', 'gzip'],
    ['br;q=0, gzip', 'gzip'],
    ['identity', null],
  ])('to a browser that takes %s it comes as %s', async (accepted, encoding) => {
    const answer = await ask('/_app/immutable/chunk.js', { headers: { 'accept-encoding': accepted } });
    expect(answer.headers.get('content-encoding')).toBe(encoding);
    expect(answer.headers.get('vary')).toBe('accept-encoding');
  });

  it('a chunk of an older build is 404 and no page', async () => {
    const answer = await ask('/_app/immutable/old.js');
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });

  it('HEAD tells the size and sends nothing', async () => {
    const answer = await ask('/favicon.svg', { method: 'HEAD' });
    expect(answer.headers.get('content-length')).toBe('6');
    expect(await answer.text()).toBe('');
  });

  it('what the browser has is not sent again', async () => {
    const etag = (await ask('/favicon.svg')).headers.get('etag') ?? '';
    const answer = await ask('/favicon.svg', { headers: { 'if-none-match': etag } });
    expect(answer.status).toBe(304);
    expect(await answer.text()).toBe('');
  });

  it.each([
    '/../secret.txt',
    '/%2e%2e/secret.txt',
    '/..%2fsecret.txt',
    '/_app/../../secret.txt',
    '//secret.txt',
  ])('no path leads out of the folder: %s', async (path) => {
    expect(await (await ask(path)).text()).not.toBe('secret');
  });

  it('the policy of the page is sent as a header, and nobody may frame it', () => {
    expect(policy).toBe("default-src 'none'; script-src 'self' 'sha256-abc='; frame-ancestors 'none'");
  });
});

describe('without a build', () => {
  it('a plain page says how to make one', async () => {
    const app = uiRoutes(await readUi(join(folder, 'nowhere'), logger));
    const answer = await app.request('/');
    expect(answer.status).toBe(503);
    expect(await answer.text()).toContain('npm run build');
  });
});
