import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { socketIoWire } from './wire-socketio.ts';
import type { Carrier } from './wire-socketio.ts';

class FakeCarrier implements Carrier {
  readonly sent: string[] = [];
  closed = false;
  #message: (event: { data: unknown }) => void = () => undefined;
  #close: () => void = () => undefined;

  addEventListener(type: 'message' | 'close', listener: (event: { data: unknown }) => void): void {
    if (type === 'message') this.#message = listener;
    else this.#close = () => listener({ data: undefined });
  }

  send(packet: string): void {
    this.sent.push(packet);
  }

  close(): void {
    this.closed = true;
  }

  hear(...packets: string[]): void {
    for (const data of packets) this.#message({ data });
  }

  break(): void {
    this.#close();
  }
}

const HELLO = '0{"sid":"a","upgrades":[],"pingInterval":25000,"pingTimeout":20000,"maxPayload":65536}';
const JOINED = '40{"sid":"b"}';

function setUp() {
  const carriers: FakeCarrier[] = [];
  const told: unknown[] = [];
  const wire = socketIoWire(
    {
      opened: () => told.push('opened'),
      closed: () => told.push('closed'),
      refused: (code, retryAfter) => told.push({ code, retryAfter }),
      incoming: (message) => told.push(message),
    },
    () => {
      const carrier = new FakeCarrier();
      carriers.push(carrier);
      return carrier;
    },
  );
  wire.open();
  const [carrier] = carriers;
  if (!carrier) throw new Error('nothing was dialled');
  return { wire, carriers, carrier, told };
}

function standing() {
  const scene = setUp();
  scene.carrier.hear(HELLO, JOINED);
  return scene;
}

const sync = { conversations: {} };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('says hello, and is open once it is let in', () => {
  const { wire, carriers, carrier, told } = setUp();
  carrier.hear(HELLO);
  expect(carrier.sent).toEqual(['40']);
  expect(told).toEqual([]);
  carrier.hear(JOINED);
  wire.open();
  expect(told).toEqual(['opened']);
  expect(carriers).toHaveLength(1);
});

it('gives each answer to who asked for it, and events to everybody', async () => {
  const { wire, carrier, told } = standing();
  const first = wire.ask('sync', sync, 1_000);
  const second = wire.ask('sync', sync, 1_000);
  expect(carrier.sent.slice(1)).toEqual([
    '420["sync",{"conversations":{}}]',
    '421["sync",{"conversations":{}}]',
  ]);
  carrier.hear('431[{"ok":true,"more":true}]', '42["sync:needed",{}]', '430[{"ok":true,"more":false}]');
  await expect(first).resolves.toMatchObject({ more: false });
  await expect(second).resolves.toMatchObject({ more: true });
  expect(told.at(-1)).toEqual({ event: 'sync:needed', payload: {} });
});

it('gives up on an answer after the time it was given, and on all of them when the connection breaks', async () => {
  const { wire, carrier, told } = standing();
  const late = expect(wire.ask('sync', sync, 1_000)).rejects.toThrow();
  const cut = expect(wire.ask('sync', sync, 60_000)).rejects.toThrow();
  await vi.advanceTimersByTimeAsync(1_000);
  await late;
  carrier.break();
  await cut;
  expect(told).toEqual(['opened', 'closed']);
  await expect(wire.ask('sync', sync, 1_000)).rejects.toThrow();
});

it('answers pings, and breaks when they stop', async () => {
  const { carrier, told } = standing();
  await vi.advanceTimersByTimeAsync(40_000);
  carrier.hear('2');
  expect(carrier.sent.at(-1)).toBe('3');
  await vi.advanceTimersByTimeAsync(44_000);
  expect(told).toEqual(['opened']);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(told).toEqual(['opened', 'closed']);
  expect(carrier.closed).toBe(true);
});

it('sends nothing into a connection that expired while the device slept', async () => {
  const { wire, carrier, told } = standing();
  vi.setSystemTime(Date.now() + 3_600_000);
  const asked = wire.ask('sync', sync, 1_000);
  expect(told).toEqual(['opened']);
  await expect(asked).rejects.toThrow();
  expect(told).toEqual(['opened', 'closed']);
  expect(carrier.sent).toEqual(['40']);
});

it('breaks when no hello comes, or when the server hangs up', async () => {
  const silent = setUp();
  await vi.advanceTimersByTimeAsync(20_000);
  expect(silent.told).toEqual(['closed']);
  const ended = standing();
  ended.carrier.hear('41');
  expect(ended.told).toEqual(['opened', 'closed']);
});

it('tells a refusal with what the server says of it, once', () => {
  const { carrier, told } = setUp();
  carrier.hear(HELLO, '44{"message":"rate_limited","data":{"retryAfter":7}}');
  carrier.break();
  expect(told).toEqual([{ code: 'rate_limited', retryAfter: 7 }]);
});

it('says goodbye when it is closed, and tells nothing of that or of what comes after', () => {
  const { wire, carrier, told } = standing();
  wire.close();
  carrier.hear('42["sync:needed",{}]');
  carrier.break();
  expect(carrier.sent.at(-1)).toBe('41');
  expect(told).toEqual(['opened']);
});

it('drops a try that hangs for a new one', () => {
  const { wire, carriers, carrier, told } = setUp();
  wire.open();
  expect(carrier.closed).toBe(true);
  carriers[1]?.hear(HELLO, JOINED);
  wire.tell('typing:set', { conversationId: 1, active: true });
  expect(told).toEqual(['opened']);
  expect(carriers[1]?.sent.at(-1)).toBe('42["typing:set",{"conversationId":1,"active":true}]');
});
