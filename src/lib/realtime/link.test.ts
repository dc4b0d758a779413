import { expect, it } from 'vitest';
import { Link } from './link.ts';
import type { ConnectionStatus } from './link.ts';
import { VirtualTimers } from './testing/virtual-timers.ts';
import type { Wire, WireHandlers } from './wire.ts';

function setUp() {
  const timers = new VirtualTimers();
  const seen: string[] = [];
  const wire = { opens: 0, closes: 0 };
  const holder: { handlers?: WireHandlers } = {};
  const link = new Link({
    timers,
    random: () => 1,
    status: (status: ConnectionStatus, reason) => seen.push(reason ? `${status}: ${reason}` : status),
    incoming: () => undefined,
    wire: (handlers): Wire => {
      holder.handlers = handlers;
      return {
        open: () => void (wire.opens += 1),
        close: () => void (wire.closes += 1),
        ask: () => Promise.reject(new Error('no answer')),
        tell: () => undefined,
      };
    },
  });
  if (!holder.handlers) throw new Error('no wire was made');
  return { link, timers, seen, wire, handlers: holder.handlers };
}

it('is online once the wire is open, and offline when it breaks', () => {
  const { link, seen, handlers } = setUp();
  link.start();
  handlers.opened();
  handlers.closed();
  expect(seen).toEqual(['connecting', 'online', 'offline']);
});

it('tries again by itself when the server hung up', async () => {
  const { link, timers, wire, handlers } = setUp();
  link.start();
  handlers.opened();
  handlers.closed();
  await timers.pass(1_000);
  expect(wire.opens).toBe(2);
});

it('is offline until it is online again, however often it tries, and never pauses longer than 8 s', async () => {
  const { link, timers, seen, wire, handlers } = setUp();
  link.start();
  for (let tries = 1; tries <= 12; tries += 1) {
    expect(wire.opens).toBe(tries);
    handlers.closed();
    await timers.pass(8_000);
  }
  handlers.opened();
  expect(seen).toEqual(['connecting', 'offline', 'online']);
});

it('is offline as soon as the network is known to be gone, and tries again', async () => {
  const { link, timers, seen, wire, handlers } = setUp();
  link.start();
  handlers.opened();
  link.cut();
  expect(wire.closes).toBe(1);
  expect(seen.at(-1)).toBe('offline');
  await timers.pass(1_000);
  expect(wire.opens).toBe(2);
});

it('ends when the server does not know the session, and does not try again', async () => {
  const { link, timers, seen, wire, handlers } = setUp();
  link.start();
  handlers.refused('unauthenticated', undefined);
  await timers.pass(60_000);
  expect(seen.at(-1)).toBe('ended: expired');
  expect(wire.opens).toBe(1);
});

it('ends with the reason the server gives', () => {
  const { link, seen, handlers } = setUp();
  link.start();
  handlers.opened();
  handlers.incoming({ event: 'session:ended', payload: { reason: 'password_changed' } });
  handlers.closed();
  expect(seen.at(-1)).toBe('ended: password_changed');
});

it('says that it is refused, and waits as long as the server asks', async () => {
  const { link, timers, seen, wire, handlers } = setUp();
  link.start();
  handlers.refused('forbidden', 5);
  expect(seen.at(-1)).toBe('refused');
  await timers.pass(4_900);
  expect(wire.opens).toBe(1);
  await timers.pass(2_000);
  expect(wire.opens).toBe(2);
});

it('tells no answer from no connection', async () => {
  const { link, handlers } = setUp();
  link.start();
  await expect(link.ask('sync', { conversations: {} })).rejects.toMatchObject({ code: 'offline' });
  handlers.opened();
  await expect(link.ask('sync', { conversations: {} })).rejects.toMatchObject({ code: 'timeout' });
});
