import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TcpProxy } from '../support/tcp-proxy.ts';

let echo: Server;
let proxy: TcpProxy;
const clients: Socket[] = [];

beforeEach(async () => {
  echo = createServer((socket) => {
    socket.on('error', () => undefined).pipe(socket);
  }).listen(0, '127.0.0.1');
  await once(echo, 'listening');
  const address = echo.address();
  if (address === null || typeof address === 'string') throw new Error('No port');
  proxy = await TcpProxy.to(address.port);
});

afterEach(async () => {
  for (const client of clients.splice(0)) client.destroy();
  await proxy.close();
  echo.close();
});

/** Somebody who remembers what came back. */
async function client(): Promise<{ socket: Socket; heard: () => string; pieces: string[] }> {
  const pieces: string[] = [];
  const socket = connect(proxy.port, '127.0.0.1').on('error', () => undefined);
  socket.setEncoding('utf8').on('data', (text: string) => pieces.push(text));
  clients.push(socket);
  await once(socket, 'connect');
  return { socket, heard: () => pieces.join(''), pieces };
}

/** Resolves when the connection is gone, however it ended. */
function gone(socket: Socket): Promise<void> {
  return new Promise((resolve) => socket.once('close', () => resolve()));
}

describe('a hop that does what it is told', () => {
  it('passes everything on in order, whole and in single bytes', async () => {
    const { socket, heard } = await client();
    socket.write('whole ');
    await expect.poll(heard).toBe('whole ');
    proxy.shape('down', { kind: 'slice' });
    socket.write('in bytes');
    await expect.poll(heard).toBe('whole in bytes');
    expect(proxy.touched).toBeGreaterThan(0);
  });

  it('keeps what is held until it is healed', async () => {
    const { socket, heard } = await client();
    socket.write('a');
    await expect.poll(heard).toBe('a');
    proxy.shape('up', { kind: 'hold' });
    socket.write('b');
    const other = await client();
    other.socket.write('c');
    proxy.heal();
    await expect.poll(heard).toBe('ab');
    await expect.poll(other.heard).toBe('c');
  });

  it('swallows one direction, and resets at healing what has lost bytes', async () => {
    const { socket, heard } = await client();
    proxy.silence('down');
    socket.write('lost');
    await expect.poll(() => proxy.touched).toBeGreaterThan(0);
    expect(heard()).toBe('');
    const closed = gone(socket);
    proxy.heal();
    await closed;
    const again = await client();
    again.socket.write('back');
    await expect.poll(again.heard).toBe('back');
  });

  it('resets after so many bytes', async () => {
    proxy.shape('down', { kind: 'cut', afterBytes: 3 });
    const { socket, heard } = await client();
    const closed = gone(socket);
    socket.write('abcdef');
    await closed;
    expect(heard().length).toBeLessThanOrEqual(3);
  });

  it('resets and refuses on request', async () => {
    const { socket } = await client();
    socket.write('a');
    const closed = gone(socket);
    proxy.reset();
    await closed;
    proxy.refuse();
    const refused = connect(proxy.port, '127.0.0.1').on('error', () => undefined);
    await gone(refused);
    expect(proxy.connections).toBe(0);
  });
});
