import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ServerProcess } from '../support/server-process.ts';

let dataDir: string;
let server: ServerProcess;
let url: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'spotter-process-'));
  server = ServerProcess.start({ DATA_DIR: dataDir });
  url = await server.url();
});
afterAll(async () => {
  server.signal('SIGTERM');
  await server.ended();
  await rm(dataDir, { recursive: true, force: true });
});

const health = async () => (await fetch(`${url}/api/health`)).status;

describe('a start that cannot work', () => {
  it('on a directory in use is refused with a line that names the first', async () => {
    const second = ServerProcess.start({ DATA_DIR: dataDir });
    expect(await second.ended()).toBe(1);
    expect(second.output).toMatch(/^DATA_DIR \S+ is in use by process \d+ since [^\n]+\n$/);
  });

  it('on a port in use is refused with the line to set', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const address = taken.address();
    const port = address !== null && typeof address === 'object' ? String(address.port) : '';
    const folder = await mkdtemp(join(tmpdir(), 'spotter-process-'));
    const second = ServerProcess.start({ DATA_DIR: folder, PORT: port, LOG_LEVEL: 'silent' });
    expect(await second.ended()).toBe(1);
    taken.close();
    await rm(folder, { recursive: true, force: true });
    expect(second.output).toBe(
      `Port ${port} on 127.0.0.1 is in use by another program: stop that one, or set PORT to a free one.\n`,
    );
  });

  it('with wrong values is refused with one line for each', async () => {
    const second = ServerProcess.start({ PORT: 'http', RATE_LIMITS: 'some' });
    expect(await second.ended()).toBe(1);
    expect(second.output.trim().split('\n')).toEqual([
      'PORT must be a port from 0 to 65535',
      'RATE_LIMITS must be on or off',
    ]);
  });
});

describe('a database that is killed under the server', () => {
  it('makes it unavailable, and it recovers by itself', async () => {
    const [, pid] = await server.written(/"pid":(\d+),[^\n]*"database started"/);
    expect(await health()).toBe(200);
    process.kill(Number(pid), 'SIGKILL');
    // How long it is away is the machine's affair; what is said meanwhile is ours.
    const refusals = await refusalsUntil(/"the database is back"/);
    for (const { retryAfter, ...refusal } of refusals) {
      expect(refusal).toEqual({ status: 503, code: 'unavailable' });
      expect(retryAfter).toMatch(/^\d+$/);
    }
    await expect.poll(health, { timeout: 15_000, interval: 100 }).toBe(200);
  });

  /** What anybody who asks is told, other than the answer, until the server has written that. */
  async function refusalsUntil(written: RegExp) {
    const refusals: { status: number; code: string | undefined; retryAfter: string | null }[] = [];
    await expect
      .poll(
        async () => {
          const response = await fetch(`${url}/api/setup`);
          const body = z.looseObject({ code: z.string().optional() }).parse(await response.json());
          const { status, headers } = response;
          if (status !== 200)
            refusals.push({ status, code: body.code, retryAfter: headers.get('retry-after') });
          return server.output;
        },
        { timeout: 15_000, interval: 50 },
      )
      .toMatch(written);
    return refusals;
  }
});

describe('SIGTERM', () => {
  it('lets a request finish, takes no new one, and ends with 0', async () => {
    const body = JSON.stringify({ email: 'nobody@example.test' });
    const held = request(`${url}/api/auth/password-reset`, {
      method: 'POST',
      headers: {
        origin: url,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        expect: '100-continue',
      },
    });
    const answered = new Promise<IncomingMessage>((resolve) => held.once('response', resolve));
    const headTaken = once(held, 'continue');
    held.flushHeaders();
    await headTaken;
    held.write(body.slice(0, 10));
    server.signal('SIGTERM');
    await server.written(/"draining"/);
    await expect(health()).rejects.toThrow();
    held.end(body.slice(10));
    expect((await answered).statusCode).toBe(202);
    held.destroy();
    expect(await server.ended()).toBe(0);
    expect(server.output).toContain('"stopped"');
  });
});
