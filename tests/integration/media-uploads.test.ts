import { randomBytes, randomUUID } from 'node:crypto';
import { readdir, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { mediaView, uploadView, type UploadView } from '#contract/media';
import { blobRemovals, media, mediaUploads } from '#server/db/schema/index';
import { attachments } from '#server/features/media/index';
import { openTransaction, transact } from '#server/kernel/transaction';
import { film, jpeg } from '../support/media-samples.ts';
import { startS3 } from '../support/s3.ts';
import type { Client, Person } from '../support/person.ts';
import { createWorld, type World } from '../support/world.ts';
import { fetched, post, swept, uploaded } from './media.fixtures.ts';

let world: World;
let coach: Person;
let client: Client;
beforeAll(async () => {
  world = await createWorld({ env: { MEDIA_QUOTA_GB: '1' } });
  coach = await world.coach();
  client = await world.client(coach);
});
afterAll(() => world.close());

const one = z.object({ upload: uploadView });

async function begun(bytes: number, fileName = 'film.mp4'): Promise<UploadView> {
  const answer = await client.post('/api/media/uploads', { fileName, bytes, purpose: 'attachment' });
  expect(answer.status, answer.text).toBe(201);
  return answer.parse(one).upload;
}

const piece = (id: string, offset: number | string, bytes: Buffer, by: Person = client) =>
  by.request(`/api/media/uploads/${id}`, {
    method: 'PATCH',
    headers: { 'upload-offset': String(offset), 'content-type': 'application/octet-stream' },
    body: new Uint8Array(bytes),
  });

const files = async () =>
  (await readdir(join(world.dataDir, 'media'), { recursive: true })).filter((name) => name.includes('.'));

const sweep = () => swept(world);

describe('an upload in pieces', () => {
  it('goes on where it stopped and becomes one thing, however often that is asked', async () => {
    const bytes = Buffer.concat([film(['vide']), randomBytes(300_000)]);
    const { id } = await begun(bytes.length);
    expect((await piece(id, 0, bytes.subarray(0, 100_000))).parse(one).upload.received).toBe(100_000);
    expect((await client.get(`/api/media/uploads/${id}`)).parse(one).upload).toEqual({
      id,
      received: 100_000,
      bytes: bytes.length,
    });
    const early = await client.post(`/api/media/uploads/${id}/finish`, {});
    expect([early.status, early.text]).toEqual([
      409,
      expect.stringContaining(`Only 100000 of ${bytes.length} bytes`),
    ]);
    await piece(id, 100_000, bytes.subarray(100_000));
    const poster = { method: 'PUT', body: new Uint8Array(await jpeg()) };
    expect((await client.request(`/api/media/uploads/${id}/poster`, poster)).status).toBe(204);
    const finish = () => client.post(`/api/media/uploads/${id}/finish`, { durationMs: 9 });
    const answers = await Promise.all([finish(), finish(), finish()]);
    const again = await finish();
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 201]);
    expect(again.status).toBe(200);
    expect(new Set([...answers, again].map((answer) => answer.parse(mediaView).id)).size).toBe(1);
    const made = again.parse(mediaView);
    expect(made).toMatchObject({ kind: 'video', poster: true, durationMs: 2_500, bytes: bytes.length });
    const served = await fetched(world, client, `/api/media/${made.id}`);
    expect(served.bytes.subarray(-300_000).equals(bytes.subarray(-300_000))).toBe(true);
    expect((await piece(id, bytes.length, Buffer.from('x'))).status).toBe(409);
  });

  it('takes no piece but the next one, and says which that is', async () => {
    const { id } = await begun(100_000);
    await piece(id, 0, randomBytes(70_000));
    for (const offset of [0, 69_999, 70_001]) {
      const answer = await piece(id, offset, randomBytes(100));
      expect([answer.status, answer.text]).toEqual([409, expect.stringContaining('begins at 70000')]);
    }
    for (const offset of ['', 'x', '-1', '1.5'])
      expect((await piece(id, offset, randomBytes(1))).status).toBe(422);
    expect((await piece(id, 70_000, Buffer.alloc(0))).status).toBe(422);
    expect((await piece(id, 70_000, randomBytes(30_001))).status).toBe(413);
    expect((await client.get(`/api/media/uploads/${id}`)).parse(one).upload.received).toBe(70_000);
  });

  it('takes no crumbs, each of which would be a file: only the last piece may be small', async () => {
    const { id } = await begun(65_537);
    const crumb = await piece(id, 0, randomBytes(65_535));
    expect([crumb.status, crumb.text]).toEqual([422, expect.stringContaining('at least 64 KB')]);
    expect((await piece(id, 0, randomBytes(65_536))).status).toBe(200);
    expect((await piece(id, 65_536, randomBytes(1))).parse(one).upload.received).toBe(65_537);
  });

  it('of two that come at once one is the next piece, and the other is told', async () => {
    const { id } = await begun(100_000);
    const answers = await Promise.all([1, 2, 3].map(() => piece(id, 0, randomBytes(70_000))));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    expect((await client.get(`/api/media/uploads/${id}`)).parse(one).upload.received).toBe(70_000);
  });

  it('is its owner’s alone', async () => {
    const { id } = await begun(10);
    const answers = await Promise.all([
      coach.get(`/api/media/uploads/${id}`),
      piece(id, 0, randomBytes(10), coach),
      coach.request(`/api/media/uploads/${id}/poster`, { method: 'PUT', body: 'x' }),
      coach.post(`/api/media/uploads/${id}/finish`, {}),
      client.get(`/api/media/uploads/${randomUUID()}`),
    ]);
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0].status).toBe(404);
  });

  it('is refused early where it can be', async () => {
    const start = (body: object) =>
      client.post('/api/media/uploads', { fileName: 'a', bytes: 1, purpose: 'attachment', ...body });
    expect((await start({ bytes: 200_000_001 })).status).toBe(413);
    expect((await start({ bytes: 0 })).status).toBe(422);
    expect((await start({ fileName: 'setup.exe' })).status).toBe(415);
    const { id } = await begun(60_000_000);
    const text = await piece(id, 0, Buffer.alloc(5_000, 'text '));
    expect([text.status, text.text]).toEqual([413, expect.stringContaining('Files may have at most 50 MB')]);
    const program = await piece(id, 0, Buffer.concat([Buffer.from('MZ'), randomBytes(5_000)]));
    expect(program.status).toBe(415);
    await world.services.db.delete(mediaUploads).where(eq(mediaUploads.uploadId, id));
  });
});

describe('room', () => {
  it('ends, and copies take none of it twice', async () => {
    const [greedy] = [await world.client(coach)];
    const row = {
      ownerId: greedy.id,
      purpose: 'attachment',
      kind: 'file',
      contentType: 'application/pdf',
      fileName: 'a.pdf',
      bytes: 999_999_990,
    } as const;
    const blobKey = randomUUID();
    await world.services.db.insert(media).values([
      { ...row, blobKey },
      { ...row, blobKey },
    ]);
    expect((await post(greedy, Buffer.from('12345'))).status).toBe(201);
    const answers = await Promise.all([1, 2, 3].map(() => post(greedy, Buffer.from('1234'))));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 413, 413]);
    expect(answers.find(({ status }) => status === 413)?.text).toContain('may take 1 GB in all');
    expect(
      (await greedy.post('/api/media/uploads', { fileName: 'a', bytes: 2, purpose: 'attachment' })).status,
    ).toBe(413);
  });

  it('is taken by posters as well, of which an upload keeps the last and no other', async () => {
    const poster = new Uint8Array(await jpeg());
    const hang = (id: string) =>
      client.request(`/api/media/uploads/${id}/poster`, { method: 'PUT', body: poster });
    const { id } = await begun(10);
    expect((await hang(id)).status).toBe(204);
    const before = await files();
    expect([(await hang(id)).status, (await hang(id)).status]).toEqual([204, 204]);
    expect(await files()).toHaveLength(before.length);

    const greedy = await world.client(coach);
    const start = async (bytes: number) => {
      const body = { fileName: 'film.mp4', bytes, purpose: 'attachment' };
      return (await greedy.post('/api/media/uploads', body)).parse(one).upload.id;
    };
    const uploads = [1, 2, 3, 4].map(() => start(199_000_000));
    await Promise.all(uploads);
    const last = await start(1_000_000_000 - 4 * 199_000_000 - 2_000_000 - 200_000_000 + 1);
    await start(200_000_000);
    const refused = await greedy.request(`/api/media/uploads/${last}/poster`, {
      method: 'PUT',
      body: poster,
    });
    expect(refused.status).toBe(413);
  });
});

describe('the sweep', () => {
  it('takes what was never sent and what was never finished, and the bytes with it', async () => {
    const before = await files();
    const kept = await uploaded(client, await jpeg());
    await client.post(`/api/conversations/${client.conversationId}/messages`, {
      clientMessageId: randomUUID(),
      text: '',
      mediaIds: [kept.id],
    });
    const orphan = await uploaded(client, await jpeg());
    const { id } = await begun(80_000);
    expect((await piece(id, 0, randomBytes(70_000))).status).toBe(200);
    await sweep();
    expect((await client.get(`/api/media/${orphan.id}`)).status).toBe(200);
    const later = new Date(world.clock.now().getTime() + 25 * 3_600_000);
    const now = world.clock.now();
    world.clock.set(later.toISOString());
    await Promise.all([sweep(), sweep()]);
    await sweep();
    world.clock.set(now.toISOString());
    expect((await client.get(`/api/media/${orphan.id}`)).status).toBe(404);
    expect((await client.get(`/api/media/${kept.id}`)).status).toBe(200);
    expect((await client.get(`/api/media/uploads/${id}`)).status).toBe(404);
    const rows = await world.services.db.select({ blobKey: media.blobKey }).from(media);
    const held = new Set(rows.map(({ blobKey }) => blobKey));
    expect(
      (await files()).filter((name) => !held.has((name.split('/').at(-1) ?? '').split('.')[0] ?? '')),
    ).toEqual([]);
    expect(await world.services.db.select().from(blobRemovals)).toEqual([]);
    expect(before.length).toBeGreaterThan(0);
  });

  it('leaves bytes as long as one copy needs them', async () => {
    const original = await uploaded(client, await jpeg());
    const send = async (mediaIds: readonly number[]) => {
      const body = { clientMessageId: randomUUID(), text: '', mediaIds };
      const answer = await client.post(`/api/conversations/${client.conversationId}/messages`, body);
      return answer.parse(z.object({ message: z.object({ id: z.int() }) })).message.id;
    };
    const first = await send([original.id]);
    const [copy] = await transact(client.ctx(), (ctx) => attachments.copy(ctx, { messageId: first }));
    if (!copy) throw new Error('Nothing was copied');
    const second = await send([copy.id]);
    const release = (messageId: number) =>
      openTransaction(world.services, (open) => attachments.release(open, { messageId }, world.clock.now()));
    await release(first);
    await sweep();
    expect((await client.get(`/api/media/${original.id}`)).status).toBe(404);
    expect((await client.get(`/api/media/${copy.id}`)).status).toBe(200);
    const before = (await files()).length;
    await release(second);
    await sweep();
    expect(before - (await files()).length).toBe(2);
  });

  it('what is set free in a transaction can be claimed in it', async () => {
    const upload = await uploaded(client, await jpeg());
    const body = { clientMessageId: randomUUID(), text: 'x', mediaIds: [upload.id] };
    const answer = await client.post(`/api/conversations/${client.conversationId}/messages`, body);
    const { id: messageId } = answer.parse(z.object({ message: z.object({ id: z.int() }) })).message;
    const ids = await transact(client.ctx(), async (ctx) => {
      const free = await attachments.setFree(ctx.open, { messageId }, world.clock.now());
      await ctx.attachments.claim(ctx, { messageId }, free);
      return free;
    });
    expect(ids).toEqual([upload.id]);
  });
});

describe('a store in trouble', () => {
  it('on disk is unavailable, keeps nothing of what was sent, and goes on when it is back', async () => {
    const folder = join(world.dataDir, 'media');
    const rows = () => world.services.db.select().from(media);
    const before = await rows();
    await rename(folder, `${folder}.away`);
    await writeFile(folder, 'something else is mounted here');
    expect((await post(client, await jpeg())).status).toBe(503);
    expect(await rows()).toEqual(before);
    expect(await readdir(join(world.dataDir, 'incoming'))).toEqual([]);
    await rm(folder);
    await rename(`${folder}.away`, folder);
    expect((await post(client, await jpeg())).status).toBe(201);
  });

  it('on S3 serves like any other, and is unavailable while it is away, with nothing half stored', async () => {
    const s3 = await startS3();
    const remote = await createWorld({ env: s3.env });
    try {
      const person = await remote.client(await remote.coach());
      const bytes = Buffer.concat([film(['vide']), randomBytes(100_000)]);
      const view = await uploaded(person, bytes);
      const part = await fetched(remote, person, `/api/media/${view.id}`, {
        headers: { range: 'bytes=-50000' },
      });
      expect([part.status, part.bytes.equals(bytes.subarray(-50_000))]).toEqual([206, true]);
      await s3.close();
      const refused = await post(person, await jpeg());
      expect([refused.status, refused.text]).toEqual([
        503,
        expect.stringContaining('store of uploads does not answer'),
      ]);
      expect((await person.get(`/api/media/${view.id}`)).status).toBe(503);
      expect(await remote.services.db.select().from(media)).toHaveLength(1);
      expect(await remote.services.db.select().from(blobRemovals)).toHaveLength(1);
      expect((await person.get('/api/conversations')).status).toBe(200);
    } finally {
      await remote.close();
    }
  });
});
