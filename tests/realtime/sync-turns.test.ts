import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Presence } from '#server/realtime/presence';
import type { Client } from '../support/person.ts';
import { granted, upTo } from '../support/thread.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
let client: Client;
beforeEach(async () => {
  world = await createWorld();
  client = await world.client(await world.coach());
});
afterEach(async () => {
  vi.restoreAllMocks();
  await world.close();
});

it('R5 a sync whose socket is gone does not run, and whoever comes next is answered', async () => {
  const [phone, gone, tablet] = await Promise.all([client.socket(), client.socket(), client.socket()]);
  const held = { [client.conversationId]: 0 };
  const holder = await world.database.database.pool.connect();
  // Each sync shows who of the two people is there.
  const shown = vi.spyOn(Presence.prototype, 'of');
  const left = vi.spyOn(Presence.prototype, 'leave');
  const waitingSyncs = `select from pg_stat_activity
    where wait_event_type = 'Lock' and datname = current_database() and query like 'select "conversations"."conversation_id"%'`;
  const waiting = async () => (await world.database.database.pool.query(waitingSyncs)).rowCount;
  await holder.query('begin; lock table conversations in access exclusive mode');
  try {
    const first = phone.emitRaw('sync', { conversations: held }).catch(() => undefined);
    await expect.poll(waiting, { timeout: 4_000 }).toBe(1);
    for (const _ of upTo(5)) void gone.emitRaw('sync', { conversations: held }).catch(() => undefined);
    // What a socket said before its goodbye has arrived with it.
    gone.close();
    await expect.poll(() => left.mock.calls.length, { timeout: 4_000 }).toBe(1);
    const last = tablet.emit('sync', { conversations: held });
    await holder.query('rollback');
    await first;
    granted(await last);
    expect(shown.mock.calls.length).toBeLessThanOrEqual(4);
  } finally {
    holder.release();
  }
});
