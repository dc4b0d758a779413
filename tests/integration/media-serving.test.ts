import { randomUUID } from 'node:crypto';
import { readdir, readlink } from 'node:fs/promises';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { mediaView, uploadView, type MediaView } from '#contract/media';
import { users } from '#server/db/schema/index';
import { film, jpeg, mp3, ogg, wav, webm } from '../support/media-samples.ts';
import type { Client, Person } from '../support/person.ts';
import { createWorld, type World } from '../support/world.ts';
import { fetched, post, uploaded } from './media.fixtures.ts';
import { move } from './people.fixtures.ts';

let world: World;
let coach: Person;
let client: Client;
beforeAll(async () => {
  world = await createWorld();
  coach = await world.coach();
  client = await world.client(coach);
});
afterAll(() => world.close());

async function send(from: Person, to: Client, media: MediaView): Promise<void> {
  const body = { clientMessageId: randomUUID(), text: '', mediaIds: [media.id] };
  expect((await from.post(`/api/conversations/${to.conversationId}/messages`, body)).status).toBe(201);
}

const statuses = (people: readonly Person[], path: string) =>
  Promise.all(people.map(async (person) => (await fetched(world, person, path)).status));

describe('the bytes of an upload', () => {
  it('are their owner’s alone until they are sent, then of the two of the thread', async () => {
    const others = [coach, await world.coach(), await world.client(coach), await world.admin()];
    const media = await uploaded(client, await jpeg());
    for (const path of [`/api/media/${media.id}`, `/api/media/${media.id}/thumb`]) {
      expect(await statuses([client, ...others], path)).toEqual([200, 404, 404, 404, 404]);
    }
    await send(client, client, media);
    for (const path of [`/api/media/${media.id}/full`, `/api/media/${media.id}/thumb`]) {
      expect(await statuses([client, ...others], path)).toEqual([200, 200, 404, 404, 404]);
    }
    expect((await world.nobody().get(`/api/media/${media.id}`)).status).toBe(401);
  });

  it('of somebody else are answered like what never was', async () => {
    const media = await uploaded(client, await jpeg());
    const [foreign, missing] = [
      await coach.get(`/api/media/${media.id}`),
      await coach.get('/api/media/1999999999'),
    ];
    expect(foreign.status).toBe(404);
    expect(foreign.body).toEqual(missing.body);
  });

  it('stay with the client who moves on, and leave the former coach, whoever of them sent them', async () => {
    const [former, next, boss] = [await world.coach(), await world.coach(), await world.admin()];
    const moving = await world.client(former);
    const [hers, his] = [await uploaded(moving, await jpeg()), await uploaded(former, await jpeg())];
    await send(moving, moving, hers);
    await send(former, moving, his);
    expect(await statuses([moving, former], `/api/media/${hers.id}`)).toEqual([200, 200]);
    expect((await move(boss, moving, next)).status).toBe(200);
    for (const media of [hers, his]) {
      expect(await statuses([moving, former, next], `/api/media/${media.id}`)).toEqual([200, 404, 404]);
    }
  });

  it('need a session that stands', async () => {
    const leaving = await world.client(coach);
    const media = await uploaded(leaving, await jpeg());
    await world.services.db
      .update(users)
      .set({ deactivatedAt: world.clock.now() })
      .where(eq(users.userId, leaving.id));
    expect((await leaving.get(`/api/media/${media.id}`)).status).toBe(401);
  });
});

describe('how they are served', () => {
  it('as what they are and nothing else, never kept, never run', async () => {
    const media = await uploaded(client, await jpeg(), { name: 'a.html', type: 'text/html' });
    const { headers } = await fetched(world, client, `/api/media/${media.id}`);
    expect(Object.fromEntries(headers)).toMatchObject({
      'content-type': 'image/webp',
      'x-content-type-options': 'nosniff',
      'cache-control': 'private, no-store',
      'cross-origin-resource-policy': 'same-origin',
      'content-disposition': `inline; filename="a.webp"; filename*=UTF-8''a.webp`,
      'accept-ranges': 'bytes',
    });
    expect(headers.get('content-security-policy')).toMatch(/default-src 'none'; sandbox;/);
  });

  it.each([
    ['<!doctype html><script>alert(1)</script>', 'page.html', 'application/octet-stream'],
    [
      '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
      'drawing.svg',
      'application/octet-stream',
    ],
    ['%PDF-1.7 a plan', 'plan.pdf', 'application/pdf'],
    ['a,b\n1,2', 'numbers.csv', 'application/octet-stream'],
  ])('a file is saved: %s', async (text, name, type) => {
    const media = await uploaded(client, Buffer.from(text), { name, type: 'text/html' });
    expect(media).toMatchObject({ kind: 'file', contentType: type, fileName: name, preview: null });
    const { headers, bytes } = await fetched(world, client, `/api/media/${media.id}`);
    expect(headers.get('content-type')).toBe(type);
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="/);
    expect(bytes.toString()).toBe(text);
    expect((await client.get(`/api/media/${media.id}/thumb`)).status).toBe(404);
  });

  it.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\me\\plan.pdf', 'plan.pdf'],
    ['ph\u202Egpj.txt', 'phgpj.txt'],
    ['a\u0007b\r\nc.txt', 'abc.txt'],
    ['Trainingsplan für März.txt', 'Trainingsplan für März.txt'],
    ['"quoted\\".txt', '_.txt'],
    ['...', 'file'],
    [`${'x'.repeat(300)}.txt`, `${'x'.repeat(116)}.txt`],
  ])('the name %j is shown as %j', async (name, shown) => {
    const upload = (
      await client.post('/api/media/uploads', { fileName: name, bytes: 1, purpose: 'attachment' })
    ).parse(z.object({ upload: uploadView })).upload;
    const headers = { 'upload-offset': '0' };
    await client.request(`/api/media/uploads/${upload.id}`, { method: 'PATCH', headers, body: 'x' });
    const made = await client.post(`/api/media/uploads/${upload.id}/finish`);
    expect(made.parse(mediaView).fileName).toBe(shown);
  });

  it('in ranges, so that a film can be wound', async () => {
    const media = await uploaded(client, film(['vide', 'soun']));
    const ask = (range: string, more: Record<string, string> = {}) =>
      fetched(world, client, `/api/media/${media.id}`, { headers: { range, ...more } });
    const whole = await fetched(world, client, `/api/media/${media.id}`);
    const size = whole.bytes.length;
    const part = await ask('bytes=100-199');
    expect([part.status, part.headers.get('content-range')]).toEqual([206, `bytes 100-199/${size}`]);
    expect(part.bytes.equals(whole.bytes.subarray(100, 200))).toBe(true);
    expect((await ask('bytes=-10')).bytes.equals(whole.bytes.subarray(-10))).toBe(true);
    expect((await ask(`bytes=${size - 5}-`)).bytes.length).toBe(5);
    expect((await ask('bytes=0-999999999')).bytes.length).toBe(size);
    const outside = await ask(`bytes=${size}-`);
    expect([outside.status, outside.headers.get('content-range')]).toEqual([416, `bytes */${size}`]);
    for (const odd of ['bytes=5-1', 'bytes=a-b', 'lines=1-2', 'bytes=0-1,5-6', 'bytes=-']) {
      expect([odd, (await ask(odd)).status]).toEqual([odd, 200]);
    }
    expect((await ask('bytes=0-1', { 'if-range': '"other"' })).status).toBe(200);
    expect((await ask('bytes=0-1', { 'if-range': whole.headers.get('etag') ?? '' })).status).toBe(206);
  });

  it('once, to whoever has them; and their size alone, to whoever asks for that', async () => {
    const media = await uploaded(client, await jpeg());
    const path = `/api/media/${media.id}`;
    const { headers, bytes } = await fetched(world, client, path);
    const etag = headers.get('etag') ?? '';
    const again = await fetched(world, client, path, { headers: { 'if-none-match': `W/"x", ${etag}` } });
    expect([again.status, again.bytes.length, again.headers.get('etag')]).toEqual([304, 0, etag]);
    const foreign = await fetched(world, coach, path, { headers: { 'if-none-match': etag } });
    expect(foreign.status).toBe(404);
    const head = await fetched(world, client, path, { method: 'HEAD' });
    expect([head.status, head.bytes.length, head.headers.get('content-length')]).toEqual([
      200,
      0,
      String(bytes.length),
    ]);
  });

  it('to browsers that go away in the middle, without keeping a file open', async () => {
    const media = await uploaded(client, Buffer.concat([film(['vide']), Buffer.alloc(30_000_000)]));
    const open = async () => {
      const names = await readdir('/proc/self/fd');
      const targets = await Promise.all(names.map((fd) => readlink(`/proc/self/fd/${fd}`).catch(() => '')));
      return targets.filter((target) => target.endsWith('.full')).length;
    };
    for (let n = 0; n < 10; n += 1) {
      const leaving = new AbortController();
      const response = await fetch(`${world.url}/api/media/${media.id}`, {
        headers: client.headers(),
        signal: leaving.signal,
      });
      await response.body?.getReader().read();
      leaving.abort();
      await fetched(world, client, `/api/media/${media.id}`, { method: 'HEAD' });
    }
    await vi.waitFor(async () => expect(await open()).toBe(0), 10_000);
  });
});

describe('what is known of sound and video', () => {
  it.each([
    [
      'a film of a phone held upright',
      film(['vide', 'soun'], { brand: 'qt  ', turned: true }),
      { kind: 'video', contentType: 'video/quicktime', width: 360, height: 640, durationMs: 2_500 },
    ],
    [
      'an MP4',
      film(['soun', 'vide', 'mdta']),
      { kind: 'video', contentType: 'video/mp4', width: 640, height: 360, durationMs: 2_500 },
    ],
    [
      'a voice note of Safari',
      film(['soun']),
      { kind: 'audio', contentType: 'audio/mp4', width: null, durationMs: 2_500 },
    ],
    [
      'a WebM',
      webm('video'),
      { kind: 'video', contentType: 'video/webm', width: 640, height: 360, durationMs: 1_500 },
    ],
    [
      'a voice note of Chrome',
      webm('audio'),
      { kind: 'audio', contentType: 'audio/webm', durationMs: 1_500 },
    ],
    ['a WAV', wav(), { kind: 'audio', contentType: 'audio/wav', durationMs: 1_000 }],
    ['an MP3', mp3(), { kind: 'audio', contentType: 'audio/mpeg', durationMs: null }],
    ['a voice note of Firefox', ogg(), { kind: 'audio', contentType: 'audio/ogg', durationMs: null }],
  ])('%s: told by its content, and no place in it', async (_, bytes, known) => {
    const media = await uploaded(client, bytes, { name: 'x.exe.mp4', type: 'image/png' });
    expect(media).toMatchObject({ ...known, poster: false, preview: null });
    const served = await fetched(world, client, `/api/media/${media.id}`);
    expect(served.headers.get('content-type')).toBe(known.contentType);
    expect(served.bytes.includes('CANARY')).toBe(false);
    expect(served.bytes.length).toBe(media.bytes);
  });

  it('a voice note has its waveform, and a length where it does not say so itself', async () => {
    const fields = { durationMs: '32000', waveform: '[0,50,100]' };
    expect(await uploaded(client, ogg(), { fields })).toMatchObject({
      durationMs: 32_000,
      waveform: [0, 50, 100],
    });
    expect(await uploaded(client, wav(), { fields })).toMatchObject({ durationMs: 1_000 });
  });

  it('a video has a poster if one came, which is a picture drawn anew', async () => {
    const media = await uploaded(client, film(['vide']), { poster: await jpeg(1_000, 500) });
    expect(media).toMatchObject({
      poster: true,
      preview: expect.stringMatching(/^data:image\/webp;base64,/) as string,
    });
    const thumb = await fetched(world, client, `/api/media/${media.id}/thumb`);
    expect([thumb.status, thumb.headers.get('content-type')]).toEqual([200, 'image/webp']);
  });

  it.each([
    [{ waveform: '[101]' }, ogg(), 422, 'waveform.0'],
    [{ waveform: 'loud' }, ogg(), 422, 'waveform'],
    [{ waveform: JSON.stringify(Array(97).fill(1)) }, ogg(), 422, 'waveform'],
    [{ durationMs: '-1' }, ogg(), 422, 'durationMs'],
    [{ durationMs: '90000000' }, ogg(), 422, 'durationMs'],
    [{ waveform: '[1]' }, film(['vide']), 422, 'waveform'],
    [{ durationMs: '5' }, Buffer.from('text'), 422, 'durationMs'],
    [{ purpose: 'fun' }, ogg(), 422, 'purpose'],
    [{ colour: 'red' }, ogg(), 422, ''],
  ])('a field that is not right is named: %o', async (fields, bytes, status, path) => {
    const answer = await post(client, bytes, { fields });
    expect(answer.status, answer.text).toBe(status);
    expect(answer.body).toMatchObject({ code: 'invalid_input', errors: [{ path }] });
  });

  it('what is for a face or a brand has to be a picture', async () => {
    expect((await post(client, Buffer.from('text'), { purpose: 'avatar' })).status).toBe(415);
    expect(await uploaded(client, await jpeg(), { purpose: 'check_in' })).toMatchObject({ kind: 'image' });
  });
});
