import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { upEvents } from '#contract/realtime';
import type { Person } from '../../support/person.ts';
import { createWorld, type World } from '../../support/world.ts';
import { Family, TODAY } from './family.ts';

const MISSING = 1_999_999_999;

let world: World;
let here: Family;
let there: Family;
beforeAll(async () => {
  world = await createWorld();
  world.clock.set(`${TODAY}T12:00:00Z`);
  [here, there] = await Promise.all([Family.in(world), Family.in(world)]);
});
afterAll(() => world.close());

interface Field {
  /** Whose answer counts: somebody who may do this with what is theirs. */
  readonly by: (family: Family) => Person;
  /** The id of the other family's thing. */
  readonly foreign: (other: Family) => number | string | Promise<number | string>;
  readonly missing?: string;
  readonly path: (id: number | string, own: Family) => string | Promise<string>;
  readonly body?: (id: number | string, own: Family) => object | Promise<object>;
  readonly headers?: Readonly<Record<string, string>>;
}

const client = (family: Family) => family.client;
const coach = (family: Family) => family.coach;
const admin = (family: Family) => family.admin;
const line = { sets: 3, reps: 8 };
const inClient = { by: coach, foreign: (other: Family) => other.client.id };
const inTemplate = { by: coach, foreign: (other: Family) => other.templateId() };
const inAssignment = { by: coach, foreign: (other: Family) => other.assignmentId() };
const inMessage = { by: client, foreign: (other: Family) => other.messageId() };
const inConversation = { by: client, foreign: (other: Family) => other.client.conversationId };

const inThread = { by: coach, foreign: (other: Family) => other.client.conversationId };
const inLater = { by: coach, foreign: (other: Family) => other.laterId() };
const inReply = { by: coach, foreign: (other: Family) => other.savedReplyId() };
const inMedia = { by: client, foreign: (other: Family) => other.sentMediaId() };
const inUpload = { by: client, foreign: (other: Family) => other.uploadId(), missing: randomUUID() };

/** Everybody is an admin's business: only a missing person can be named. */
const inPeople = { by: admin, foreign: () => MISSING - 1 };

/** One line for every id-typed field of every route. An exercise is nobody's: only a missing one can be named. */
const FIELDS: Record<string, Field> = {
  'DELETE /api/auth/sessions/{publicId} publicId': {
    by: client,
    foreign: (other) => other.devicePublicId(),
    missing: randomUUID(),
    path: (id) => `/api/auth/sessions/${id}`,
  },
  'POST /api/admin/people/{id}/deactivate id': {
    ...inPeople,
    path: (id) => `/api/admin/people/${id}/deactivate`,
  },
  'POST /api/admin/people/{id}/reactivate id': {
    ...inPeople,
    path: (id) => `/api/admin/people/${id}/reactivate`,
  },
  'POST /api/admin/people/{id}/end-sessions id': {
    ...inPeople,
    path: (id) => `/api/admin/people/${id}/end-sessions`,
  },
  'PUT /api/admin/people/{id}/role id': {
    ...inPeople,
    path: (id) => `/api/admin/people/${id}/role`,
    body: () => ({ role: 'COACH' }),
  },
  'PUT /api/admin/people/{id}/coach id': {
    by: admin,
    foreign: (other) => other.coach.id,
    path: (id) => `/api/admin/people/${id}/coach`,
    body: (_, own) => ({ coachId: own.coach.id }),
  },
  'PUT /api/admin/people/{id}/coach coachId': {
    by: admin,
    foreign: (other) => other.client.id,
    path: (_, own) => `/api/admin/people/${own.client.id}/coach`,
    body: (coachId) => ({ coachId }),
  },
  'DELETE /api/invites/{id} id': {
    by: coach,
    foreign: async (other) => (await other.invite()).id,
    path: (id) => `/api/invites/${id}`,
  },
  'GET /api/clients/{id} id': { ...inClient, path: (id) => `/api/clients/${id}` },
  'GET /api/clients/{id}/check-ins id': { ...inClient, path: (id) => `/api/clients/${id}/check-ins` },
  'GET /api/clients/{id}/routine-assignments id': {
    ...inClient,
    path: (id) => `/api/clients/${id}/routine-assignments`,
  },
  'GET /api/conversations/{id} id': { ...inConversation, path: (id) => `/api/conversations/${id}` },
  'PATCH /api/conversations/{id} id': {
    ...inConversation,
    path: (id) => `/api/conversations/${id}`,
    body: () => ({ markedUnread: true }),
  },
  'GET /api/conversations/{id}/messages id': {
    ...inConversation,
    path: (id) => `/api/conversations/${id}/messages`,
  },
  'POST /api/conversations/{id}/messages id': {
    ...inConversation,
    path: (id) => `/api/conversations/${id}/messages`,
    body: () => ({ clientMessageId: randomUUID(), text: 'x' }),
  },
  'PATCH /api/messages/{id} id': {
    ...inMessage,
    path: (id) => `/api/messages/${id}`,
    body: () => ({ text: 'x' }),
  },
  'DELETE /api/messages/{id} id': { ...inMessage, path: (id) => `/api/messages/${id}` },
  'GET /api/messages/{id}/versions id': { ...inMessage, path: (id) => `/api/messages/${id}/versions` },
  'PUT /api/messages/{id}/reactions/{emoji} id': {
    ...inMessage,
    path: (id) => `/api/messages/${id}/reactions/${encodeURIComponent('👍')}`,
  },
  'DELETE /api/messages/{id}/reactions/{emoji} id': {
    ...inMessage,
    path: (id) => `/api/messages/${id}/reactions/${encodeURIComponent('👍')}`,
  },
  'GET /api/search conversationId': {
    ...inConversation,
    path: (id) => `/api/search?q=hello&conversationId=${id}`,
  },
  'GET /api/media/{id} id': { ...inMedia, path: (id) => `/api/media/${id}` },
  'GET /api/media/{id}/{variant} id': { ...inMedia, path: (id) => `/api/media/${id}/full` },
  'GET /api/media/uploads/{id} id': { ...inUpload, path: (id) => `/api/media/uploads/${id}` },
  'PATCH /api/media/uploads/{id} id': {
    ...inUpload,
    path: (id) => `/api/media/uploads/${id}`,
    headers: { 'upload-offset': '0' },
    body: () => ({}),
  },
  'PUT /api/media/uploads/{id}/poster id': {
    ...inUpload,
    path: (id) => `/api/media/uploads/${id}/poster`,
    body: () => ({}),
  },
  'POST /api/media/uploads/{id}/finish id': {
    ...inUpload,
    path: (id) => `/api/media/uploads/${id}/finish`,
    body: () => ({}),
  },
  'PATCH /api/check-ins/{id} id': {
    by: client,
    foreign: (other) => other.checkInId(),
    path: (id) => `/api/check-ins/${id}`,
    body: () => ({ feeling: 1 }),
  },
  'POST /api/check-ins/{id}/review id': {
    by: coach,
    foreign: (other) => other.checkInId(),
    path: (id) => `/api/check-ins/${id}/review`,
    body: () => ({ reply: 'x' }),
  },
  'GET /api/routine-templates/{id} id': { ...inTemplate, path: (id) => `/api/routine-templates/${id}` },
  'DELETE /api/routine-templates/{id} id': { ...inTemplate, path: (id) => `/api/routine-templates/${id}` },
  'PUT /api/routine-templates/{id} id': {
    ...inTemplate,
    path: (id) => `/api/routine-templates/${id}`,
    body: async (_, own) => ({ name: 'x', exercises: [{ ...line, exerciseId: await own.exerciseId() }] }),
  },
  'POST /api/routine-templates exerciseId': {
    by: coach,
    foreign: () => MISSING - 1,
    path: () => '/api/routine-templates',
    body: (exerciseId) => ({ name: 'x', exercises: [{ ...line, exerciseId }] }),
  },
  'PUT /api/routine-templates/{id} exerciseId': {
    by: coach,
    foreign: () => MISSING - 1,
    path: async (_, own) => `/api/routine-templates/${await own.templateId()}`,
    body: (exerciseId) => ({ name: 'x', exercises: [{ ...line, exerciseId }] }),
  },
  'POST /api/routine-templates/{id}/assign id': {
    ...inTemplate,
    path: (id) => `/api/routine-templates/${id}/assign`,
    body: (_, own) => ({ clientId: own.client.id, assignedDate: TODAY }),
  },
  'POST /api/routine-templates/{id}/assign clientId': {
    ...inClient,
    path: async (_, own) => `/api/routine-templates/${await own.templateId()}/assign`,
    body: (clientId) => ({ clientId, assignedDate: TODAY }),
  },
  'GET /api/routine-assignments/{id} id': { ...inAssignment, path: (id) => `/api/routine-assignments/${id}` },
  'DELETE /api/routine-assignments/{id} id': {
    ...inAssignment,
    path: (id) => `/api/routine-assignments/${id}`,
  },
  'GET /api/scheduled-routines clientId': {
    ...inClient,
    path: (clientId) => `/api/scheduled-routines?from=${TODAY}&to=${TODAY}&clientId=${clientId}`,
  },
  'PUT /api/scheduled-routines/{id}/exercises/{exerciseId} id': {
    by: client,
    foreign: (other) => other.scheduledId(),
    path: async (id, own) => `/api/scheduled-routines/${id}/exercises/${await own.exerciseId()}`,
    body: () => ({ done: true }),
  },
  'PUT /api/scheduled-routines/{id}/exercises/{exerciseId} exerciseId': {
    by: client,
    foreign: () => MISSING - 1,
    path: async (id, own) => `/api/scheduled-routines/${await own.scheduledId()}/exercises/${id}`,
    body: () => ({ done: true }),
  },
  'GET /api/conversations/{id}/scheduled-messages id': {
    ...inThread,
    path: (id) => `/api/conversations/${id}/scheduled-messages`,
  },
  'POST /api/conversations/{id}/scheduled-messages id': {
    ...inThread,
    path: (id) => `/api/conversations/${id}/scheduled-messages`,
    body: () => ({ text: 'x', sendAt: `${TODAY}T20:00:00Z`, timeZone: 'UTC' }),
  },
  'PATCH /api/scheduled-messages/{id} id': {
    ...inLater,
    path: (id) => `/api/scheduled-messages/${id}`,
    body: () => ({ text: 'x' }),
  },
  'DELETE /api/scheduled-messages/{id} id': { ...inLater, path: (id) => `/api/scheduled-messages/${id}` },
  'POST /api/scheduled-messages/{id}/send id': {
    ...inLater,
    path: (id) => `/api/scheduled-messages/${id}/send`,
  },
  'PATCH /api/saved-replies/{id} id': {
    ...inReply,
    path: (id) => `/api/saved-replies/${id}`,
    body: () => ({ text: 'x' }),
  },
  'POST /api/saved-replies/{id}/attachments/copies id': {
    ...inReply,
    path: (id) => `/api/saved-replies/${id}/attachments/copies`,
  },
  'DELETE /api/saved-replies/{id} id': { ...inReply, path: (id) => `/api/saved-replies/${id}` },
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
