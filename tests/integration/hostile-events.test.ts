import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { upEvents, type UpEvent } from '#contract/realtime';
import type { Client, Person } from '../support/person.ts';
import type { TestSocket } from '../support/test-socket.ts';
import { granted, say } from '../support/thread.ts';
import { createWorld, type World } from '../support/world.ts';
import { jsonSchema, refusedAck, rowCounts, wrongInOnePlace, type JsonSchema } from './hostile.values.ts';

let world: World;
let coach: Person;
let client: Client;
let socket: TestSocket;
let before: Record<string, number>;

beforeAll(async () => {
  world = await createWorld();
  coach = await world.coach();
  client = await world.client(coach);
  socket = await client.socket();
  messageId = (await say(await coach.socket(), client.conversationId, 'Hello')).message.id;
  before = await rowCounts(world);
});
afterAll(() => world.close());

let messageId: number;

const good: Record<UpEvent, () => object> = {
  'message:send': () => ({
    conversationId: client.conversationId,
    clientMessageId: randomUUID(),
    text: 'Hello',
  }),
  'message:edit': () => ({ messageId, text: 'Hello' }),
  'message:delete': () => ({ messageId }),
  'reaction:set': () => ({ messageId, emoji: '👍', on: true }),
  'receipt:delivered': () => ({ conversationId: client.conversationId, seq: 0 }),
  'receipt:read': () => ({ conversationId: client.conversationId, seq: 0 }),
  'typing:set': () => ({ conversationId: client.conversationId, active: false }),
  'draft:set': () => ({ conversationId: client.conversationId, text: ' ', replyToSeq: 1 }),
  sync: () => ({ conversations: {} }),
};

const EVENTS = Object.entries(good);
const schemaOf = (event: string): JsonSchema => {
  const found = Object.entries(upEvents).find(([name]) => name === event);
  if (!found) throw new Error(`There is no ${event}`);
  return jsonSchema.parse(z.toJSONSchema(found[1], { io: 'input' }));
};

/** What a program may send that knows no types. */
function emit(event: string, ...args: unknown[]): void {
  const { raw } = socket;
  Reflect.apply(raw.emit.bind(raw), raw, [event, ...args]);
}

describe.each(EVENTS)('%s', (event, payload) => {
  it('refuses what a field cannot be, and names the field', async () => {
    for (const [path, wrong] of wrongInOnePlace(payload(), schemaOf(event))) {
      const about = `${path} in ${JSON.stringify(wrong).slice(0, 200)}`;
      const { code, errors } = refusedAck(await socket.emitRaw(event, wrong), about);
      expect(code, about).toBe('invalid_input');
      expect(
        errors?.map((error) => error.path.split('.')[0]),
        about,
      ).toContain(path.split('.')[0]);
    }
  });

  it('refuses what is no object, and keys nobody knows', async () => {
    const polluted: unknown = JSON.parse(
      `{"__proto__":{"active":true},${JSON.stringify(payload()).slice(1)}`,
    );
    const wrong = [undefined, null, 7, 'x', true, [], [payload()], { ...payload(), hidden: 1 }, polluted];
    for (const one of wrong) {
      const about = `${event} with ${typeof one}`;
      expect(refusedAck(await socket.emitRaw(event, one), about).code, about).toBe('invalid_input');
    }
  });

  it('refuses bytes in place of itself and of its fields', async () => {
    const bytes = Buffer.from('not text');
    for (const wrong of [bytes, ...Object.keys(payload()).map((key) => ({ ...payload(), [key]: bytes }))]) {
      expect(refusedAck(await socket.emitRaw(event, wrong), event).code).toBe('invalid_input');
    }
  });

  it('has no room for a second argument', async () => {
    const ack = await new Promise<unknown>((resolve) => {
      emit(event, null, payload(), resolve);
    });
    expect(refusedAck(ack, event).code).toBe('invalid_input');
  });

  it('without an acknowledgement is heard all the same, and a wrong one harms nobody', async () => {
    emit(event, { wrong: true });
    emit(event);
    emit(event, { wrong: true }, 'not a function');
    expect(granted(await socket.emit('sync', { conversations: {} }))).toMatchObject({ ok: true });
  });
});

it('an answer names some of what is wrong, not thousands', async () => {
  const wrong = Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`x${n}`, 0]));
  const { errors } = refusedAck(await socket.emitRaw('sync', { conversations: wrong }), 'sync');
  expect(errors).toHaveLength(50);
});

describe('events nobody knows', () => {
  it.each([
    '',
    'message:shout',
    '__proto__',
    'constructor',
    'toString',
    'x'.repeat(5_000),
    'conversation:changed',
  ])('%s', async (event) => {
    const { code, detail } = refusedAck(await socket.emitRaw(event, {}), event);
    expect(code).toBe('invalid_input');
    expect(detail.length).toBeLessThan(100);
  });
});

it('nothing of all that was stored, and the socket still stands', async () => {
  expect(await rowCounts(world)).toEqual(before);
  expect(socket.raw.connected).toBe(true);
  // The second one: the first is what the acts are about.
  expect((await say(socket, client.conversationId, 'Still here')).message.seq).toBe(2);
});

describe('frames that are no events', () => {
  it.each([
    '{',
    '2["message:send"',
    '42[',
    '45-["x",{"_placeholder":true,"num":9}]',
    '4' + 'x'.repeat(100),
    '40/admin,',
  ])('%s harms nobody else', async (frame) => {
    const [wild, calm] = await Promise.all([client.socket(), coach.socket()]);
    wild.raw.io.engine.write(frame);
    await Promise.race([
      wild.closed(),
      wild.raw
        .timeout(1_000)
        .emitWithAck('sync', {})
        .catch(() => undefined),
    ]);
    expect(granted(await calm.emit('sync', { conversations: {} }))).toMatchObject({ ok: true });
    calm.close();
    wild.close();
  });
});
