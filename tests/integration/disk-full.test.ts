import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { errorCode } from '#server/platform/start-error';
import { httpClient, type Answer, type HttpClient } from '../support/http.ts';
import { ServerProcess } from '../support/server-process.ts';

const PASSWORD = 'a fine long sentence';
const disk = mkdtempSync(join(tmpdir(), 'spotter-disk-'));
/** Less than one file of the database's log, which has 16 MB. */
const SPARE_BYTES = 15_500_000;
const filler = join(disk, 'filler');
const mounted = mountSmallDisk();
if (!mounted)
  process.stderr.write('LEFT OUT: a full disk, because only root may mount a small one to fill.\n');

let server: ServerProcess;
let coach: HttpClient;
let conversationId: number;
/** Texts that were acknowledged, in order. */
const acknowledged: string[] = [];

beforeAll(async () => {
  if (!mounted) return;
  server = ServerProcess.start({ DATA_DIR: disk, RATE_LIMITS: 'off' });
  await meet(await server.url());
});
afterAll(async () => {
  if (mounted) {
    server.signal('SIGTERM');
    await server.ended();
    execFileSync('umount', ['--lazy', disk]);
  }
  rmSync(disk, { recursive: true, force: true });
});

function mountSmallDisk(): boolean {
  if (process.getuid?.() !== 0) return false;
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=160m,mode=0711', 'tmpfs', disk], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A coach and a client come in by the door. */
async function meet(url: string): Promise<void> {
  const as = (cookie: string) => httpClient(url, () => ({ origin: url, ...(cookie && { cookie }) }));
  const form = { email: 'coach@disk.test', password: PASSWORD, displayName: 'Coach', brandName: 'Disk' };
  const set = await as('').post('/api/setup', form);
  coach = as(set.headers.get('set-cookie')?.split(';')[0] ?? '');
  const invited = await coach.post('/api/invites', { email: 'client@disk.test' });
  const link = invited.parse(z.object({ invite: z.object({ url: z.string() }) })).invite.url;
  const accept = `/api/invitations/${link.split('/').at(-1) ?? ''}/accept`;
  const accepted = await as('').post(accept, { password: PASSWORD, displayName: 'Client' });
  ({ conversationId } = accepted.parse(z.object({ conversationId: z.number() })));
}

async function fillDisk(spareBytes = 0): Promise<void> {
  const file = await open(filler, 'w');
  try {
    for (const size of [1_048_576, 4_096]) {
      const piece = Buffer.alloc(size, 1);
      await (async () => {
        for (;;) await file.appendFile(piece);
      })().catch((error: unknown) => {
        expect(errorCode(error)).toBe('ENOSPC');
      });
    }
    await file.truncate((await file.stat()).size - spareBytes);
  } finally {
    await file.close();
  }
}

async function say(text: string): Promise<Answer> {
  const path = `/api/conversations/${conversationId}/messages`;
  const answer = await coach.post(path, { clientMessageId: randomUUID(), text });
  if (answer.status === 201) acknowledged.push(text);
  return answer;
}

/** Text that fills a page of the table quickly: random, so that it cannot be compressed away. */
const long = () => Array.from({ length: 250 }, () => randomUUID()).join(' ');

async function stored(): Promise<string[]> {
  const page = z.object({ items: z.array(z.object({ text: z.string() })), hasAfter: z.boolean() });
  const texts: string[] = [];
  for (let more = true; more;) {
    const path = `/api/conversations/${conversationId}/messages?limit=100&after=${texts.length}`;
    const { items, hasAfter } = (await coach.get(path)).parse(page);
    texts.push(...items.map(({ text }) => text));
    more = hasAfter;
  }
  return texts;
}

describe.runIf(mounted)('A disk that is full', () => {
  it('makes sends unavailable, keeps reads, and loses nothing acknowledged', async () => {
    expect((await say('There is room')).status).toBe(201);
    await fillDisk();
    let refused = await say(long());
    for (let tries = 0; refused.status === 201 && tries < 3_000; tries += 1) refused = await say(long());
    expect(refused.body).toMatchObject({ status: 503, code: 'unavailable' });
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await say(long())).body).toMatchObject({ code: 'unavailable' });
    expect(await stored()).toEqual(acknowledged);
    await rm(filler);
    await expect.poll(async () => (await say('Room again')).status, { timeout: 10_000 }).toBe(201);
    expect(await stored()).toEqual(acknowledged);
    expect(server.output).not.toContain('an unforeseen failure');
  });

  it('that ends the database itself, is outlived as well', async () => {
    // Room for rows, and none for the next file of the database's log: without that it gives up.
    await fillDisk(SPARE_BYTES);
    for (let tries = 0; !server.output.includes('starting it again') && tries < 300; tries += 1) {
      await Promise.all(Array.from({ length: 20 }, () => say(long())));
    }
    await server.written(/"the database stays down; trying on"/);
    expect((await say(long())).body).toMatchObject({ code: 'unavailable' });
    await rm(filler);
    await expect.poll(async () => (await say('Back again')).status, { timeout: 15_000 }).toBe(201);
    const texts = new Set(await stored());
    expect(acknowledged.filter((text) => !texts.has(text))).toEqual([]);
    expect(server.output).not.toContain('an unforeseen failure');
  }, 40_000);
});
