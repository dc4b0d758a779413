import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { film, wav } from '../support/media-samples.ts';
import type { Person } from '../support/person.ts';
import { createWorld, type World } from '../support/world.ts';
import { post } from './media.fixtures.ts';

let world: World;
let client: Person;
beforeAll(async () => {
  world = await createWorld();
  client = await world.client(await world.coach());
});
afterAll(() => world.close());

describe('too much of it', () => {
  it.each([
    [
      'a picture',
      () => Buffer.concat([Buffer.from('ffd8ff', 'hex'), Buffer.alloc(25_000_000)]),
      'Pictures may have at most 25 MB',
    ],
    ['a sound', () => Buffer.concat([wav(), Buffer.alloc(20_000_000)]), 'Sounds may have at most 20 MB'],
    [
      'the sound of a film',
      () => Buffer.concat([film(['soun']), Buffer.alloc(20_000_000)]),
      'Sounds may have at most 20 MB',
    ],
    ['a file', () => Buffer.alloc(50_000_001, 65), 'Files may have at most 50 MB'],
  ])('of %s is refused, and the limit named', async (_, make, detail) => {
    const answer = await post(client, make());
    expect([answer.status, answer.text]).toEqual([413, expect.stringContaining(detail)]);
  });
});

describe('a form', () => {
  const send = (body: string | Buffer, type = 'multipart/form-data; boundary=b') =>
    client.request('/api/media', {
      method: 'POST',
      headers: { 'content-type': type },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    });
  const part = (head: string, body = 'x') =>
    `--b\r\nContent-Disposition: form-data; ${head}\r\n\r\n${body}\r\n`;
  const purpose = part('name="purpose"', 'attachment');
  const file = part('name="file"; filename="a.txt"');

  it.each([
    ['without a file', `${purpose}--b--`, 422],
    ['without a purpose', `${file}--b--`, 422],
    ['with two files', `${purpose}${file}${file}--b--`, 422],
    ['with a file nobody knows', `${purpose}${part('name="virus"; filename="a"')}--b--`, 422],
    ['with a field twice', `${purpose}${purpose}${file}--b--`, 422],
    ['with a field that is long', `${purpose}${part('name="waveform"', '1'.repeat(5_000))}${file}--b--`, 422],
    [
      'with many fields',
      `${purpose}${Array.from({ length: 50 }, (_, n) => part(`name="f${n}"`)).join('')}--b--`,
      400,
    ],
    [
      'with many files',
      `${Array.from({ length: 50 }, (_, n) => part(`name="f${n}"; filename="x"`)).join('')}--b--`,
      422,
    ],
    ['that ends early', `${purpose}${file}`, 400],
    ['that ends in a head', `${purpose}--b\r\nContent-Disposition: form-data; name="fi`, 400],
    ['with an endless head', `--b\r\n${'X-A: b\r\n'.repeat(20_000)}\r\n\r\nx\r\n--b--`, undefined],
    ['of nothing', '', 400],
    ['of __proto__', `${purpose}${part('name="__proto__"', 'x')}${file}--b--`, 422],
  ])('%s is refused', async (_, body, status) => {
    const answer = await send(body);
    expect(answer.status, answer.text).toBeGreaterThanOrEqual(400);
    expect(answer.status, answer.text).toBeLessThan(500);
    if (status !== undefined) expect(answer.status, answer.text).toBe(status);
  });

  it.each(['application/json', 'multipart/form-data', 'multipart/mixed; boundary=b', 'text/plain', ''])(
    'of type "%s" is unsupported',
    async (type) => {
      expect((await send('{}', type)).status).toBe(415);
    },
  );
});
