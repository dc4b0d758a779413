import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OpenEvents } from '#server/realtime/open-events';
import type { Client } from '../support/person.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
let client: Client;

beforeEach(async () => {
  world = await createWorld();
  client = await world.client(await world.coach());
});
afterEach(() => world.close());

const message = (text: string) => ({
  conversationId: client.conversationId,
  clientMessageId: randomUUID(),
  text,
});

/** Holds the thread, as a slow write of somebody else would. Gives what lets go of it. */
async function holdThread(): Promise<() => Promise<void>> {
  const holder = await world.database.database.pool.connect();
  await holder.query('begin');
  await holder.query('select from conversations where conversation_id = $1 for update', [
    client.conversationId,
  ]);
  return async () => {
    await holder.query('commit');
    holder.release();
  };
}

async function waiting(): Promise<number> {
  const { rows } = await world.database.database.pool.query('select from pg_locks where not granted');
  return rows.length;
}

describe('An orderly end', () => {
  it('R1: acknowledges what was under way, takes nothing new, and then closes every socket', async () => {
    const letGo = await holdThread();
    const phone = await client.socket();
    const desk = await client.coach.socket();
    const left = new Promise((resolve) => phone.raw.once('disconnect', resolve));
    const underWay = phone.emit('message:send', message('Just in time'));
    await expect.poll(waiting, { timeout: 5_000, interval: 20 }).toBeGreaterThan(0);
    const drained = world.drain();
    expect(await desk.emit('message:send', message('Too late'))).toMatchObject({
      ok: false,
      error: { code: 'unavailable' },
    });
    await letGo();
    expect(await underWay).toMatchObject({ ok: true, message: { text: 'Just in time' } });
    await drained;
    // The reason after which a plain client connects again by itself.
    expect(await left).toBe('transport close');
    const { rows } = await world.database.database.pool.query(
      'select content from messages where kind = $1',
      ['text'],
    );
    expect(rows).toEqual([{ content: 'Just in time' }]);
  });

  it('waits no longer than it may for what does not end', async () => {
    const events = new OpenEvents();
    void events.answer(() => new Promise(() => undefined));
    await events.finish(10);
    expect(await events.answer(() => Promise.resolve({ ok: true }))).toMatchObject({ ok: false });
  });

  it('delivers every acknowledgement of a burst', async () => {
    const phone = await client.socket();
    const burst = Array.from({ length: 300 }, (_, index) => phone.emit('message:send', message(`${index}`)));
    await phone.emit('typing:set', { conversationId: client.conversationId, active: true });
    await world.drain();
    const answers = await Promise.allSettled(burst);
    expect(answers.filter(({ status }) => status === 'rejected')).toEqual([]);
    const { rows } = await world.database.database.pool.query('select from messages where kind = $1', [
      'text',
    ]);
    const stored = answers.filter((answer) => answer.status === 'fulfilled' && answer.value.ok);
    expect(rows).toHaveLength(stored.length);
  });
});
