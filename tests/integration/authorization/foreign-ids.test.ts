import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { upEvents } from '#contract/realtime';
import { createWorld, type World } from '../../support/world.ts';
import { Family, TODAY } from './family.ts';
import { accountFields } from './foreign-ids/accounts.ts';
import { checkInFields } from './foreign-ids/check-ins.ts';
import { conversationFields } from './foreign-ids/conversations.ts';
import { laterFields } from './foreign-ids/later.ts';
import { mediaFields } from './foreign-ids/media.ts';
import { peopleFields } from './foreign-ids/people.ts';
import { trainingFields } from './foreign-ids/training.ts';
import { MISSING, type Field } from './foreign-ids/field.ts';

let world: World;
let here: Family;
let there: Family;
beforeAll(async () => {
  world = await createWorld();
  world.clock.set(`${TODAY}T12:00:00Z`);
  [here, there] = await Promise.all([Family.in(world), Family.in(world)]);
});
afterAll(() => world.close());

/** One line for every id-typed field of every route. An exercise is nobody's: only a missing one can be named. */
const FIELDS: Readonly<Record<string, Field>> = {
  ...accountFields,
  ...peopleFields,
  ...conversationFields,
  ...mediaFields,
  ...checkInFields,
  ...trainingFields,
  ...laterFields,
};

/** Ids the asker chooses for their own things, and never ids of somebody's. */
const OWN_CHOICE = ['clientMessageId', 'clientRequestId'];

const schemas = z.object({
  paths: z.record(
    z.string(),
    z.record(
      z.string(),
      z.object({
        parameters: z.optional(z.array(z.object({ name: z.string() }))),
        requestBody: z.optional(z.unknown()),
      }),
    ),
  ),
});

const isId = (name: string) => /^id$|Id$/.test(name) && !OWN_CHOICE.includes(name);

/** Every property name in a JSON schema, however deep. */
function properties(schema: unknown): string[] {
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([key, value]: [string, unknown]) =>
    key === 'properties' && typeof value === 'object' && value !== null
      ? [...Object.keys(value), ...properties(value)]
      : properties(value),
  );
}

describe('an id of somebody else', () => {
  it('has a line for every id-typed field of every route', async () => {
    const { paths } = (await world.nobody().get('/api/openapi.json')).parse(schemas);
    const fields = Object.entries(paths).flatMap(([path, operations]) =>
      Object.entries(operations).flatMap(([method, { parameters = [], requestBody }]) =>
        [...parameters.map(({ name }) => name), ...properties(requestBody)]
          .filter(isId)
          .map((name) => `${method.toUpperCase()} ${path} ${name}`),
      ),
    );
    expect(Object.keys(FIELDS).toSorted()).toEqual(fields.toSorted());
  });

  it.each(Object.entries(FIELDS))('%s: is answered like one that never was', async (name, field) => {
    const [method = ''] = name.split(' ');
    const ask = async (id: number | string) => {
      const json = field.body && { body: JSON.stringify(await field.body(id, here)) };
      const headers = { 'content-type': 'application/json', ...field.headers };
      return field
        .by(here)
        .request(await field.path(id, here), { method, ...(json && { ...json, headers }) });
    };
    const foreign = await ask(await field.foreign(there));
    const missing = await ask(field.missing ?? MISSING);
    expect([404, 422], foreign.text).toContain(foreign.status);
    expect({ status: foreign.status, body: foreign.body }).toEqual({
      status: missing.status,
      body: missing.body,
    });
  });

  it('in an event is answered like one that never was', async () => {
    const desk = await here.coach.socket();
    const [own, foreign] = [here.client.conversationId, there.client.conversationId];
    const seq = await there.messageSeq();
    const asks: Record<string, [event: string, (id: number) => object]> = {
      'message:send conversationId': ['message:send', (conversationId) => ({ ...message(), conversationId })],
      'receipt:delivered conversationId': [
        'receipt:delivered',
        (conversationId) => ({ conversationId, seq: 1 }),
      ],
      'receipt:read conversationId': ['receipt:read', (conversationId) => ({ conversationId, seq: 1 })],
      'typing:set conversationId': ['typing:set', (conversationId) => ({ conversationId, active: true })],
      'message:edit messageId': ['message:edit', (messageId) => ({ messageId, text: 'x' })],
      'message:delete messageId': ['message:delete', (messageId) => ({ messageId })],
      'reaction:set messageId': ['reaction:set', (messageId) => ({ messageId, emoji: '👍', on: true })],
      'draft:set conversationId': ['draft:set', (conversationId) => ({ conversationId, text: 'Dear' })],
    };
    const inSchemas = Object.entries(upEvents).flatMap(([event, schema]) =>
      properties(z.toJSONSchema(schema, { io: 'input' }))
        .filter(isId)
        .map((name) => `${event} ${name}`),
    );
    expect(Object.keys(asks).toSorted()).toEqual(inSchemas.toSorted());
    for (const [field, [event, payload]] of Object.entries(asks)) {
      const id = field.endsWith(' messageId') ? await there.messageId() : foreign;
      const answer = await desk.emitRaw(event, payload(id));
      expect(answer).toMatchObject({ ok: false, error: { code: 'not_found' } });
      expect(answer).toEqual(await desk.emitRaw(event, payload(MISSING)));
    }
    // A seq of another thread names nothing in this one.
    const quoting = await desk.emitRaw('message:send', {
      ...message(),
      conversationId: own,
      replyToSeq: seq,
    });
    expect(quoting).toMatchObject({ ok: false, error: { errors: [{ path: 'replyToSeq' }] } });
  });
});

const message = () => ({ clientMessageId: randomUUID(), text: 'x' });
