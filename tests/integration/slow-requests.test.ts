import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Server } from 'node:http';
import { closeHttpServer, createHttpServer, listenOn } from '#server/compose/http-server';
import { RawDevice } from '../support/raw-device.ts';

let server: Server;
let url: string;
beforeAll(async () => {
  const patience = { headersTimeout: 300, requestTimeout: 600, connectionsCheckingInterval: 50 };
  const app = {
    fetch: async (request: Request) => new Response(`read ${(await request.text()).length}`),
  };
  server = createHttpServer(app, patience);
  url = `http://127.0.0.1:${await listenOn(server, '127.0.0.1', 0)}`;
});
afterAll(() => closeHttpServer(server));

it.each([
  ['says nothing', ''],
  ['never ends its headers', 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: '],
  ['never ends its body', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1000\r\n\r\nabc'],
  ['never ends the headers of an upgrade', 'GET /socket.io/ HTTP/1.1\r\nUpgrade: websocket\r\n'],
])('hangs up on a connection that %s, and serves everybody else', async (_, start) => {
  const slow = await Promise.all(Array.from({ length: 50 }, () => RawDevice.dial(url)));
  for (const { wire } of slow) wire.write(start);
  const dribble = setInterval(() => {
    if (start !== '') for (const { wire } of slow) wire.write('x');
  }, 50);
  expect(await (await fetch(url, { method: 'POST', body: 'abc' })).text()).toBe('read 3');
  await expect.poll(() => slow.every(({ closed }) => closed), { timeout: 10_000 }).toBe(true);
  clearInterval(dribble);
});
