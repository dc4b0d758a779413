import { createHash } from 'node:crypto';
import { expect, expectTypeOf, it } from 'vitest';
import * as z from 'zod/mini';
import { conversationView, members, messageView, presenceView } from '#contract/conversations';
import { ERROR_STATUS } from '#contract/errors';
import { draftView, ownSide, threadSettings } from '#contract/own-threads';
import { upEvents } from '#contract/realtime';
import type { DownPayloads, UpResults } from '#contract/realtime';

/*
 * Programs outside this repository speak this protocol. When this test fails, the wire has changed:
 *   - a new event, or a new field in what the server says: fine, readers ignore what they do not know;
 *   - anything else breaks programs that run today: find another way, or say so in CHANGELOG.md and docs/realtime.md.
 * Then put the new hash here, in the commit that changes the wire.
 */
const HASHES = {
  said: '550d21fe5addf976',
  heard: '72614721334a9298',
};

const receipt = z.strictObject({ members, unreadCount: z.int() });

const closable = z.extend(z.extend(receipt, ownSide.shape), {
  presence: z.record(z.string(), presenceView),
  closedAt: z.nullable(z.string()),
});

const change = z.strictObject({
  conversationId: z.int(),
  fromRev: z.int(),
  rev: z.int(),
  lastSeq: z.int(),
  messages: z.array(messageView),
  members,
  reset: z.exactOptional(z.boolean()),
});

const down = {
  'conversation:changed': change,
  'receipt:updated': z.strictObject({
    conversationId: z.int(),
    userId: z.int(),
    deliveredSeq: z.int(),
    readSeq: z.int(),
  }),
  'typing:updated': z.strictObject({ conversationId: z.int(), userId: z.int(), active: z.boolean() }),
  'presence:updated': z.strictObject({
    userId: z.int(),
    online: z.boolean(),
    lastSeenAt: z.nullable(z.string()),
  }),
  'conversation:added': z.strictObject({ conversation: conversationView }),
  'conversation:removed': z.strictObject({ conversationId: z.int() }),
  'settings:updated': z.strictObject({ conversationId: z.int(), ...threadSettings.shape }),
  'draft:updated': z.strictObject({ conversationId: z.int(), ...draftView.shape }),
  'scheduled:updated': z.strictObject({ conversationId: z.int() }),
  'sync:needed': z.strictObject({}),
  'session:ended': z.strictObject({
    reason: z.enum(['logged_out', 'ended', 'expired', 'password_changed', 'deactivated']),
  }),
};

const act = z.strictObject({ message: messageView, fromRev: z.int(), rev: z.int() });

const acks = {
  'message:send': z.strictObject({
    message: messageView,
    duplicate: z.boolean(),
    fromRev: z.int(),
    rev: z.int(),
  }),
  'message:edit': act,
  'message:delete': act,
  'reaction:set': act,
  'receipt:delivered': receipt,
  'receipt:read': receipt,
  'typing:set': z.strictObject({}),
  'draft:set': z.strictObject({ draft: z.nullable(draftView) }),
  sync: z.strictObject({
    changes: z.array(change),
    states: z.record(z.string(), closable),
    added: z.array(conversationView),
    removed: z.array(z.int()),
    more: z.boolean(),
  }),
};

type Parsed<S extends Record<string, z.ZodMiniType>> = {
  [K in keyof S]: z.output<S[K]>;
}; /** Without the one whose answer says nothing. */
type Answered<T> = Omit<T, 'typing:set'>;

/** In one order, whatever order the fields are written in. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]: [string, unknown]) => [key, canonical(inner)]));
}

function hashOf(schemas: Record<string, z.ZodMiniType>, io: 'input' | 'output'): string {
  const shapes = Object.entries(schemas).map(([name, schema]) => [name, z.toJSONSchema(schema, { io })]);
  return createHash('sha256')
    .update(JSON.stringify(canonical(Object.fromEntries(shapes))))
    .digest('hex')
    .slice(0, 16);
}

it('what clients may say is what it was', () => {
  expect(hashOf(upEvents, 'input'), 'The protocol changed: read the comment above HASHES').toBe(HASHES.said);
});

it('what the server says is what it was', () => {
  const heard = hashOf(
    { ...down, ...Object.fromEntries(Object.entries(acks).map(([name, ack]) => [`ack of ${name}`, ack])) },
    'output',
  );
  expect(heard, 'The protocol changed: read the comment above HASHES').toBe(HASHES.heard);
});

it('the shapes written out here are those the compiler holds the server to', () => {
  expectTypeOf<DownPayloads>().toExtend<Parsed<typeof down>>();
  expectTypeOf<Parsed<typeof down>>().toExtend<DownPayloads>();
  expectTypeOf<Answered<UpResults>>().toExtend<Answered<Parsed<typeof acks>>>();
  expectTypeOf<Answered<Parsed<typeof acks>>>().toExtend<Answered<UpResults>>();
});

it('the events and codes are those of the protocol', () => {
  expect(Object.keys(upEvents)).toEqual([
    'message:send',
    'message:edit',
    'message:delete',
    'reaction:set',
    'receipt:delivered',
    'receipt:read',
    'typing:set',
    'draft:set',
    'sync',
  ]);
  expect(ERROR_STATUS).toEqual({
    malformed: 400,
    unauthenticated: 401,
    invalid_credentials: 401,
    forbidden: 403,
    not_found: 404,
    conflict: 409,
    gone: 410,
    too_large: 413,
    unsupported_media: 415,
    invalid_input: 422,
    rate_limited: 429,
    internal: 500,
    unavailable: 503,
  });
});
