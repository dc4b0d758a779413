import { randomUUID } from 'node:crypto';
import { eq, TransactionRollbackError } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import * as z from 'zod/mini';
import { conversations, users } from '#server/db/schema/index';
import { deactivate, endSessions, makeRole, move, reactivate } from '../integration/people.fixtures.ts';
import type { Client, Person } from '../support/person.ts';
import type { TestSocket } from '../support/test-socket.ts';
import { catchUp, granted, refusal, say } from '../support/thread.ts';
import { createWorld, type World } from '../support/world.ts';

const answer = z.union([
  z.looseObject({ ok: z.literal(true) }),
  z.object({ ok: z.literal(false), error: z.looseObject({ code: z.string() }) }),
]);

const SWEEP_MS = 30_000;
const KEPT_MS = 30_000;

let world: World;
let admin: Person;
let coach: Person;
let client: Client;

beforeEach(async () => {
  // The server looks after its sockets every 30 s; the test says when those have passed.
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  world = await createWorld();
  [admin, coach] = await Promise.all([world.admin(), world.coach()]);
  client = await world.client(coach);
});
afterEach(async () => {
  vi.useRealTimers();
  await world.close();
});

const framesOf = (socket: TestSocket, event: string) =>
  socket.received.filter((frame) => frame.event === event);

/** What was said before this has left before its acknowledgement. */
const settle = (socket: TestSocket) => catchUp(socket, {});

/** What the socket may still do in that thread. */
async function outcomes(socket: TestSocket, conversationId: number): Promise<string[]> {
  const clientMessageId = randomUUID();
  const answers = [
    await socket.emit('message:send', { conversationId, clientMessageId, text: 'x' }),
    await socket.emit('receipt:delivered', { conversationId, seq: 1 }),
    await socket.emit('receipt:read', { conversationId, seq: 1 }),
    await socket.emitRaw('typing:set', { conversationId, active: true }),
  ];
  return answers.map((given) => {
    const read = answer.parse(given);
    return read.ok ? 'ok' : read.error.code;
  });
}

describe('R8 somebody deactivated', () => {
  it('is told, goes silent on every device, and gets no new socket', async () => {
    const [desk, tablet, phone] = await Promise.all([coach.socket(), coach.socket(), client.socket()]);
    await deactivate(admin, coach);
    for (const socket of [desk, tablet]) {
      expect(await socket.next('session:ended')).toEqual({ reason: 'deactivated' });
      await socket.closed();
    }
    await say(phone, client.conversationId, 'Are you there?');
    expect(framesOf(desk, 'conversation:changed')).toEqual([]);
    await expect(coach.socket()).rejects.toMatchObject({ message: 'unauthenticated' });
    await reactivate(admin, coach);
    await expect(coach.socket()).rejects.toMatchObject({ message: 'unauthenticated' });
  });

  it('in a way nobody told this process goes silent with the next look at its sockets', async () => {
    const desk = await coach.socket();
    await world.services.db
      .update(users)
      .set({ deactivatedAt: world.clock.now() })
      .where(eq(users.userId, coach.id));
    await vi.advanceTimersByTimeAsync(SWEEP_MS);
    await desk.closed();
    await expect(coach.socket()).rejects.toMatchObject({ message: 'unauthenticated' });
  });
});

it('R8 ended sessions end on every device, and on nobody else’s', async () => {
  const [desk, tablet, phone] = await Promise.all([coach.socket(), coach.socket(), client.socket()]);
  await endSessions(admin, coach);
  for (const socket of [desk, tablet]) {
    expect(await socket.next('session:ended')).toEqual({ reason: 'ended' });
    await socket.closed();
  }
  expect((await say(phone, client.conversationId, 'Still here')).message.seq).toBe(1);
});

describe('R8 a client who moves', () => {
  let next: Person;
  beforeEach(async () => {
    next = await world.coach();
  });

  it('is gone for the former coach at once, and there for the new one', async () => {
    const [desk, phone, newDesk] = await Promise.all([coach.socket(), client.socket(), next.socket()]);
    await say(desk, client.conversationId, 'Before');
    await phone.next('conversation:changed');
    await move(admin, client, next);
    expect(await desk.next('conversation:removed')).toEqual({ conversationId: client.conversationId });
    const { conversation: old } = await phone.next('conversation:added', (told) =>
      isOld(told.conversation.id),
    );
    expect(old.closedAt).not.toBeNull();
    const { conversation: fresh } = await newDesk.next('conversation:added');
    expect(fresh).toMatchObject({ client: { id: client.id }, coach: { id: next.id }, closedAt: null });
    await phone.next('conversation:added', (told) => told.conversation.id === fresh.id);
    await say(phone, fresh.id, 'After');
    expect((await newDesk.next('conversation:changed')).messages).toMatchObject([{ text: 'After' }]);

    expect(await outcomes(desk, client.conversationId)).toEqual(Array(4).fill('not_found'));
    const held = await catchUp(desk, { [client.conversationId]: 1 });
    expect(held).toMatchObject({ removed: [client.conversationId], changes: [], states: {}, added: [] });
    expect(desk.received.map((frame) => frame.event)).not.toContain('conversation:changed');
  });

  const isOld = (id: number) => id === client.conversationId;

  it('goes on reading the old thread, where nobody writes and nobody is seen', async () => {
    const [desk, phone, tablet] = await Promise.all([coach.socket(), client.socket(), client.socket()]);
    await say(desk, client.conversationId, 'Before');
    await move(admin, client, next);
    await desk.next('conversation:removed');
    expect(await outcomes(phone, client.conversationId)).toEqual(['conflict', 'ok', 'ok', 'conflict']);
    expect(await tablet.next('receipt:updated', ({ readSeq }) => readSeq === 1)).toMatchObject({
      userId: client.id,
    });
    const held = await catchUp(phone, { [client.conversationId]: 0 });
    expect(held.changes).toMatchObject([{ messages: [{ text: 'Before' }] }]);
    expect(held.states[client.conversationId]).toMatchObject({
      closedAt: expect.stringContaining('T') as unknown,
      presence: { [coach.id]: { online: false, lastSeenAt: null } },
    });
    await settle(desk);
    expect(desk.received.filter((frame) => frame.event.startsWith('receipt'))).toEqual([]);
  });

  it('comes back to the thread they had, on the open sockets of both', async () => {
    const [desk, phone] = await Promise.all([coach.socket(), client.socket()]);
    await say(phone, client.conversationId, 'First');
    await move(admin, client, next);
    await move(admin, client, coach);
    const { conversation } = await desk.next('conversation:added');
    expect(conversation).toMatchObject({ id: client.conversationId, closedAt: null });
    await say(desk, client.conversationId, 'Welcome back');
    await phone.next('conversation:changed', ({ messages }) => messages[0]?.text === 'Welcome back');
  });

  it('is gone after 30 s for a process that nobody told, also if its clock was set back meanwhile', async () => {
    const now = new Date();
    world.clock.set(now);
    const [desk, phone] = await Promise.all([coach.socket(), client.socket()]);
    await say(phone, client.conversationId, 'Known to the process');
    await desk.next('conversation:changed');
    await world.services.db
      .update(conversations)
      .set({ closedAt: world.clock.now() })
      .where(eq(conversations.conversationId, client.conversationId));
    world.clock.set(new Date(now.getTime() - 60_000));
    world.clock.advance(KEPT_MS);
    expect(await outcomes(desk, client.conversationId)).toEqual(Array(4).fill('not_found'));
    expect(await outcomes(phone, client.conversationId)).toEqual(['conflict', 'ok', 'ok', 'conflict']);
  });

  it('lets no mark of the former coach move, also where a process was not told', async () => {
    const [desk, phone] = await Promise.all([coach.socket(), client.socket()]);
    const { conversationId } = client;
    await say(phone, conversationId, 'Known to the process');
    await desk.next('conversation:changed');
    const { db } = world.services;
    const mine = eq(conversations.conversationId, conversationId);
    await db.update(conversations).set({ closedAt: world.clock.now() }).where(mine);
    for (const event of ['receipt:delivered', 'receipt:read'] as const) {
      expect(refusal(await desk.emit(event, { conversationId, seq: 1 }))).toBe('not_found');
    }
    const held = await catchUp(phone, { [conversationId]: 1 });
    expect(held.states[conversationId]?.members[coach.id]).toEqual({ deliveredSeq: 0, readSeq: 0 });
  });

  it('stays gone when membership was being read just as they moved', async () => {
    const { memberships } = world.services;
    // What this reads is from before the move; it is there after the process has been told to forget.
    const reading = memberships.of(client.conversationId);
    memberships.forget(client.conversationId);
    await reading;
    await world.services.db.update(conversations).set({ closedAt: world.clock.now() });
    expect((await memberships.of(client.conversationId))?.closedAt).not.toBeNull();
  });

  it('stays a member when the move did not come about', async () => {
    const { db, memberships } = world.services;
    const moving = db.transaction(async (tx) => {
      await tx.update(conversations).set({ closedAt: world.clock.now() });
      memberships.forget(client.conversationId);
      expect((await memberships.of(client.conversationId, tx))?.closedAt).not.toBeNull();
      tx.rollback();
    });
    await expect(moving).rejects.toThrow(TransactionRollbackError);
    expect((await memberships.of(client.conversationId))?.closedAt).toBeNull();
  });
});

describe('R8 what a socket knows of its person', () => {
  const makeClient = () =>
    world.services.db.update(users).set({ role: 'CLIENT' }).where(eq(users.userId, coach.id));
  const threads = async (socket: TestSocket) => (await catchUp(socket, {})).added.length;

  it('follows a change of role at once', async () => {
    const desk = await coach.socket();
    expect(await threads(desk)).toBe(1);
    await makeClient();
    world.services.bus.publish([{ name: 'actor.changed', data: { userId: coach.id } }]);
    await expect.poll(() => threads(desk), { timeout: 10_000 }).toBe(0);
  });

  it('follows one nobody told with the next look', async () => {
    const desk = await coach.socket();
    expect(await threads(desk)).toBe(1);
    await makeClient();
    await vi.advanceTimersByTimeAsync(SWEEP_MS);
    await expect.poll(() => threads(desk), { timeout: 10_000 }).toBe(0);
  });

  it('lets somebody demoted go on as a coach on the same socket', async () => {
    await makeRole(admin, coach, 'ADMIN');
    const [desk, phone] = await Promise.all([coach.socket(), client.socket()]);
    await makeRole(admin, coach, 'COACH');
    expect(granted(await desk.emit('sync', { conversations: {} })).added).toHaveLength(1);
    await say(desk, client.conversationId, 'As your coach');
    await phone.next('conversation:changed');
    expect((await coach.get('/api/admin/people')).status).toBe(403);
  });
});
