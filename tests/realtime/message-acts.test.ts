import { randomUUID } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MessageView } from '#contract/conversations';
import type { Client, Person } from '../support/person.ts';
import type { TestSocket } from '../support/test-socket.ts';
import { catchUp, granted, refusal, say } from '../support/thread.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
let coach: Person;
let client: Client;
let desk: TestSocket;
let laptop: TestSocket;
let phone: TestSocket;
let message: MessageView;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(async () => {
  world.clock.set('2026-06-10T12:00:00Z');
  coach = await world.coach();
  client = await world.client(coach);
  // A client's first message unlocks something, which takes numbers of its own: the coach writes here.
  [desk, laptop, phone] = await Promise.all([coach.socket(), coach.socket(), client.socket()]);
  ({ message } = await say(desk, client.conversationId, 'Squats today?'));
  for (const device of [phone, laptop]) await device.next('conversation:changed');
});
afterAll(() => world.close());

const edit = (socket: TestSocket, text: string) =>
  socket.emit('message:edit', { messageId: message.id, text });
const remove = (socket: TestSocket) => socket.emit('message:delete', { messageId: message.id });
const react = (socket: TestSocket, emoji: string, on = true) =>
  socket.emit('reaction:set', { messageId: message.id, emoji, on });

async function quote(text: string): Promise<MessageView> {
  const { conversationId } = client;
  const send = { conversationId, clientMessageId: randomUUID(), text, replyToSeq: message.seq };
  const { message: quoting } = granted(await desk.emit('message:send', send));
  for (const device of [phone, laptop]) await device.next('conversation:changed');
  return quoting;
}

/** What a device gets that knew everything until `rev`. */
async function newsSince(rev: number): Promise<MessageView[]> {
  const { changes } = await catchUp(laptop, { [client.conversationId]: rev });
  return changes.flatMap(({ messages }) => messages);
}

describe('an act on a message', () => {
  it.each([
    [
      'edit',
      () => edit(desk, 'Bench today?'),
      { text: 'Bench today?', editedAt: '2026-06-10T12:00:00.000Z' },
    ],
    ['a deletion', () => remove(desk), { text: '', deletedAt: '2026-06-10T12:00:00.000Z' }],
    ['a reaction', () => react(desk, '💪'), { text: 'Squats today?' }],
  ])('R4 R7 %s is one step that all other devices hear of', async (_, act, shown) => {
    const { message: acted, fromRev, rev } = granted(await act());
    expect({ acted, fromRev, rev }).toMatchObject({
      acted: shown,
      fromRev: message.rev,
      rev: message.rev + 1,
    });
    for (const device of [phone, laptop]) {
      const change = await device.next('conversation:changed');
      expect(change).toMatchObject({ fromRev, rev, lastSeq: 1, messages: [acted] });
    }
    expect(await newsSince(message.rev)).toEqual([acted]);
    expect(desk.received.map(({ event }) => event)).not.toContain('conversation:changed');
  });

  it.each([
    ['an edit to the same text', () => edit(desk, ' Squats today? ')],
    ['a second deletion', () => remove(desk).then(() => remove(desk))],
    ['a second reaction', () => react(phone, '👍').then(() => react(phone, '👍'))],
    ['taking away what is not there', () => react(desk, '👍', false)],
  ])('R4 %s takes no number', async (_, act) => {
    const { message: acted, rev, fromRev } = granted(await act());
    expect({ rev, fromRev }).toEqual({ rev: acted.rev, fromRev: acted.rev - 1 });
    const { changes } = await catchUp(laptop, { [client.conversationId]: acted.rev });
    expect(changes).toEqual([]);
  });
});

describe('what is quoted', () => {
  it('R4 R7 changes in its quotes as well, on the device that asked too', async () => {
    const quoting = await quote('I meant these');
    const { rev, message: edited } = granted(await edit(desk, 'Bench today?'));
    expect(edited.rev).toBe(quoting.rev + 1);
    for (const device of [desk, phone, laptop]) {
      const change = await device.next('conversation:changed', (step) => step.rev === rev + 1);
      expect(change.fromRev).toBe(rev);
      expect(change.messages).toMatchObject([{ id: quoting.id, replyTo: { text: 'Bench today?' } }]);
    }
    expect((await newsSince(quoting.rev)).map(({ rev }) => rev)).toEqual([rev, rev + 1]);
  });

  it('is gone from every message that quotes it once it is deleted', async () => {
    await quote('One');
    const last = await quote('Two');
    granted(await remove(desk));
    const change = await desk.next('conversation:changed');
    expect(change.messages.map(({ text, replyTo }) => [text, replyTo?.text])).toEqual([
      ['One', ''],
      ['Two', ''],
    ]);
    expect(JSON.stringify(await newsSince(last.rev))).not.toContain('Squats');
  });

  it('is shown by its beginning: a long text is not in every answer once more', async () => {
    granted(await edit(desk, `Squats ${'€'.repeat(9_000)}`));
    for (const device of [phone, laptop]) await device.next('conversation:changed');
    const { replyTo, seq } = await quote('Really?');
    expect(replyTo?.text).toMatch(/^Squats €{100,300}…$/);
    const news = await newsSince(message.rev);
    expect(news.find((one) => one.seq === seq)?.replyTo).toEqual(replyTo);
    const page = await client.get(`/api/conversations/${client.conversationId}/messages?after=1`);
    expect(page.body).toMatchObject({ items: [{ replyTo }] });
  });

  it('R4 by more messages than a frame carries is told as a hint to sync', async () => {
    await quotedTimes(250);
    const { rev } = granted(await edit(desk, 'Bench today?'));
    for (const device of [desk, phone, laptop]) await device.next('sync:needed');
    const { changes } = await catchUp(phone, { [client.conversationId]: rev });
    expect(changes).toMatchObject([{ reset: true, rev: rev + 250 }]);
    expect(changes[0]?.messages.at(-1)?.replyTo?.text).toBe('Bench today?');
    const told = desk.received.map(({ event }) => event);
    expect(told).not.toContain('conversation:changed');
  });

  it('R4 by few messages that say very much as well', async () => {
    await quotedTimes(60, 'x'.repeat(9_000));
    granted(await edit(desk, 'Bench today?'));
    for (const device of [desk, phone, laptop]) await device.next('sync:needed');
  });

  it('R2 has so many quotes and no more; what was stored before is still acknowledged', async () => {
    const send = { conversationId: client.conversationId, text: 'Yes', replyToSeq: message.seq };
    const first = { ...send, clientMessageId: randomUUID() };
    granted(await desk.emit('message:send', first));
    await quotedTimes(499);
    const next = await desk.emit('message:send', { ...send, clientMessageId: randomUUID() });
    expect(refusal(next)).toBe('conflict');
    expect(granted(await desk.emit('message:send', first)).duplicate).toBe(true);
  });
});

/** Makes messages that quote it, as if they had been sent one after the other. */
async function quotedTimes(many: number, text = 'Yes'): Promise<void> {
  const { conversationId } = client;
  await world.services.db.execute(sql`
    with thread as (
      update conversations set last_seq = last_seq + ${many}::int, rev = rev + ${many}::int
      where conversation_id = ${conversationId} returning last_seq - ${many}::int as seq, rev - ${many}::int as rev)
    insert into messages (conversation_id, seq, rev, sender_id, receiver_id, content, reply_to_seq)
    select ${conversationId}, thread.seq + n, thread.rev + n, ${coach.id}, ${client.id}, ${text}, ${message.seq}
    from thread, generate_series(1, ${many}::int) n`);
}

describe('at the same moment', () => {
  it('an edit and a deletion end deleted, whoever comes first', async () => {
    const [edited, removed] = await Promise.all([edit(desk, 'Bench today?'), remove(laptop)]);
    expect(removed.ok).toBe(true);
    if (!edited.ok) expect(refusal(edited)).toBe('conflict');
    const news = await newsSince(message.rev);
    expect(news).toMatchObject([{ text: '', deletedAt: '2026-06-10T12:00:00.000Z' }]);
    const versions = await coach.get(`/api/messages/${message.id}/versions`);
    expect(versions.body).toEqual({ items: [] });
  });

  it('edits of two devices keep every text but the last as a version', async () => {
    const acks = await Promise.all([edit(desk, 'Bench?'), edit(laptop, 'Rows?'), edit(desk, 'Dips?')]);
    const steps = acks.map(granted).toSorted((a, b) => a.rev - b.rev);
    expect(steps.map(({ rev }) => rev)).toEqual([1, 2, 3].map((n) => message.rev + n));
    const { body } = await client.get(`/api/messages/${message.id}/versions`);
    expect(body).toMatchObject({
      items: ['Squats today?', ...steps.slice(0, -1).map((step) => step.message.text)].map((text) => ({
        text,
      })),
    });
  });

  it('the same emoji twice is there once', async () => {
    const acks = await Promise.all([react(desk, '👍'), react(laptop, '👍'), react(phone, '👍')]);
    const revs = new Set(acks.map((ack) => granted(ack).rev));
    expect(revs.size).toBe(2);
    const [now] = await newsSince(message.rev);
    expect(now?.reactions).toEqual([
      { emoji: '👍', userIds: [coach.id, client.id].toSorted((a, b) => a - b) },
    ]);
  });
});

describe('R2 a message that is sent again', () => {
  it('after an edit or a deletion is the message as it is now', async () => {
    const send = { conversationId: client.conversationId, clientMessageId: message.clientMessageId };
    granted(await edit(desk, 'Bench today?'));
    const again = granted(await desk.emit('message:send', { ...send, text: 'Squats today?' }));
    expect(again).toMatchObject({ duplicate: true, message: { text: 'Bench today?' } });
    expect(refusal(await desk.emit('message:send', { ...send, text: 'Bench today?' }))).toBe('conflict');
    granted(await remove(desk));
    const late = granted(await desk.emit('message:send', { ...send, text: 'Squats today?' }));
    expect(late).toMatchObject({
      duplicate: true,
      message: { text: '', deletedAt: '2026-06-10T12:00:00.000Z' },
    });
  });
});

describe('R6 unread counts', () => {
  it('neither grow by an edit nor shrink by a deletion', async () => {
    const unread = async () => {
      const { states } = await catchUp(phone, { [client.conversationId]: 0 });
      return states[client.conversationId]?.unreadCount;
    };
    expect(await unread()).toBe(1);
    granted(await edit(desk, 'Bench today?'));
    expect(await unread()).toBe(1);
    granted(await remove(desk));
    expect(await unread()).toBe(1);
    granted(await phone.emit('receipt:read', { conversationId: client.conversationId, seq: 1 }));
    expect(await unread()).toBe(0);
  });
});
