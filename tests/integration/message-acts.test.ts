import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { conversationView, messageView, type MessageView } from '#contract/conversations';
import { MAX_REACTIONS } from '#contract/message-acts';
import { media, messageReactions, messageVersions } from '#server/db/schema/index';
import type { Answer } from '../support/http.ts';
import type { Client, Person } from '../support/person.ts';
import { granted, say } from '../support/thread.ts';
import { createWorld, type World } from '../support/world.ts';
import { submitted } from './check-ins.fixtures.ts';
import { move } from './people.fixtures.ts';

const HOUR = 60 * 60_000;

let world: World;
let coach: Person;
let client: Client;
let message: MessageView;
beforeAll(async () => {
  world = await createWorld();
});
beforeEach(async () => {
  world.clock.set('2026-06-10T12:00:00Z');
  coach = await world.coach();
  client = await world.client(coach);
  // A client's first message unlocks something, which takes numbers of its own: the coach writes here.
  ({ message } = await say(await coach.socket(), client.conversationId, 'Slept badly'));
});
afterAll(() => world.close());

const at = (hours: number) => {
  world.clock.set(new Date(Date.parse('2026-06-10T12:00:00Z') + hours * HOUR).toISOString());
};
const edit = (who: Person, text: unknown, id = message.id) => who.patch(`/api/messages/${id}`, { text });
const remove = (who: Person, id = message.id) => who.delete(`/api/messages/${id}`);
const path = (emoji: string, id = message.id) => `/api/messages/${id}/reactions/${encodeURIComponent(emoji)}`;
const versions = (who: Person) => who.get(`/api/messages/${message.id}/versions`);
const shown = (answer: Answer) => answer.parse(z.object({ message: messageView })).message;
const codeOf = (answer: Answer) => answer.parse(z.object({ code: z.string() })).code;
const previewFor = async (who: Person) =>
  (await who.get(`/api/conversations/${client.conversationId}`)).parse(conversationView).preview?.text;

describe('editing', () => {
  it('changes the text, says when, keeps what it was for both, and shows in the inbox', async () => {
    at(1);
    expect(shown(await edit(coach, '  Slept well '))).toMatchObject({
      text: 'Slept well',
      editedAt: '2026-06-10T13:00:00.000Z',
      createdAt: '2026-06-10T12:00:00.000Z',
    });
    at(2);
    await edit(coach, 'Slept very well');
    for (const who of [coach, client]) {
      expect((await versions(who)).body).toEqual({
        items: [
          { text: 'Slept badly', writtenAt: '2026-06-10T12:00:00.000Z' },
          { text: 'Slept well', writtenAt: '2026-06-10T13:00:00.000Z' },
        ],
      });
      expect(await previewFor(who)).toBe('Slept very well');
    }
  });

  it('is possible for 24 hours; the text it has already is no edit', async () => {
    at(24);
    expect((await edit(coach, 'In time')).status).toBe(200);
    at(24.1);
    expect(codeOf(await edit(coach, 'Too late'))).toBe('conflict');
    expect((await edit(coach, 'In time')).status).toBe(200);
  });

  it('leaves the inbox alone when it is not the last message', async () => {
    await say(await coach.socket(), client.conversationId, 'Poor you');
    await edit(coach, 'Slept well');
    expect(await previewFor(coach)).toBe('Poor you');
  });

  it('needs a text as good as a new one, empty only with attachments', async () => {
    for (const text of ['', '  ', 'x'.repeat(10_001), 7, 'half \ud800']) {
      expect((await edit(coach, text)).body).toMatchObject({
        code: 'invalid_input',
        errors: [{ path: 'text' }],
      });
    }
  });

  it("is for one's own texts only", async () => {
    expect(codeOf(await edit(client, 'Slept well'))).toBe('forbidden');
    const { message: card } = await submitted(client, { feeling: 3 });
    expect(codeOf(await edit(client, 'Better', card.id))).toBe('forbidden');
    expect(codeOf(await remove(client, card.id))).toBe('forbidden');
  });
});

describe('deleting', () => {
  it('leaves a trace and nothing of what was said', async () => {
    await edit(coach, 'Slept well');
    await client.put(path('👍'));
    at(100);
    expect(shown(await remove(coach))).toMatchObject({
      text: '',
      reactions: [],
      deletedAt: new Date(Date.parse('2026-06-10T12:00:00Z') + 100 * HOUR).toISOString(),
    });
    expect(await previewFor(client)).toBe('Message deleted');
    expect((await versions(client)).body).toEqual({ items: [] });
    const { db } = world.services;
    for (const table of [messageVersions, messageReactions]) {
      expect(await db.$count(table, eq(table.messageId, message.id))).toBe(0);
    }
  });

  it('lets go of what was attached', async () => {
    const { db } = world.services;
    await db.execute(`update messages set attachment_count = 1 where message_id = ${message.id}`);
    const [held] = await db
      .insert(media)
      .values({
        ownerId: coach.id,
        purpose: 'attachment',
        kind: 'image',
        contentType: 'image/webp',
        fileName: 'squat.webp',
        bytes: 9,
        blobKey: crypto.randomUUID(),
        messageId: message.id,
      })
      .returning();
    expect(shown(await edit(coach, '')).text).toBe('');
    await remove(coach);
    const rows = await db
      .select()
      .from(media)
      .where(eq(media.mediaId, held?.mediaId ?? 0));
    expect(rows.filter((row) => row.messageId === message.id)).toEqual([]);
  });

  it('twice is deleting once; afterwards nothing can be edited or put under it', async () => {
    const first = shown(await remove(coach));
    at(1);
    expect(shown(await remove(coach))).toEqual(first);
    expect(codeOf(await edit(coach, 'Back'))).toBe('conflict');
    expect(codeOf(await client.put(path('👍')))).toBe('conflict');
    expect(codeOf(await remove(client))).toBe('forbidden');
  });
});

describe('reactions', () => {
  it('stand in the order in which each emoji came, with who put it there', async () => {
    const ids = [coach.id, client.id].toSorted((a, b) => a - b);
    await coach.put(path('🔥'));
    at(1);
    await coach.put(path('👍🏽'));
    at(2);
    await client.put(path('🔥'));
    const expected = [
      { emoji: '🔥', userIds: ids },
      { emoji: '👍🏽', userIds: [coach.id] },
    ];
    expect(shown(await client.put(path('🔥'))).reactions).toEqual(expected);
    const page = await coach.get(`/api/conversations/${client.conversationId}/messages`);
    expect(page.body).toMatchObject({ items: [{ reactions: expected }] });
    await coach.delete(path('🔥'));
    expect(shown(await coach.delete(path('👍🏽'))).reactions).toEqual([{ emoji: '🔥', userIds: [client.id] }]);
  });

  it('take any one emoji, written as keyboards write it, and nothing else', async () => {
    for (const emoji of ['👍', '❤️', '🇵🇹', '👩🏽‍❤️‍💋‍👩🏻', '🏴󠁧󠁢󠁥󠁮󠁧󠁿', '3️⃣']) {
      expect((await client.put(path(emoji))).status, emoji).toBe(200);
    }
    for (const emoji of ['👍👍', 'a', '1', '❤', '\u200d', '👍 ', '🇵', ':thumbsup:', '<b>']) {
      expect((await client.put(path(emoji))).status, emoji).toBe(404);
      const ack = await (
        await client.socket()
      ).emit('reaction:set', { messageId: message.id, emoji, on: true });
      expect(ack).toMatchObject({ ok: false, error: { code: 'invalid_input', errors: [{ path: 'emoji' }] } });
    }
  });

  it('are of at most 20 kinds; one that is there already is still welcome', async () => {
    const emojis = Array.from({ length: MAX_REACTIONS }, (_, n) => String.fromCodePoint(0x1f400 + n));
    for (const emoji of emojis) expect((await client.put(path(emoji))).status).toBe(200);
    expect(codeOf(await coach.put(path('👍')))).toBe('conflict');
    expect(shown(await coach.put(path('🐀'))).reactions).toHaveLength(MAX_REACTIONS);
  });

  it('are for cards too', async () => {
    const { message: card } = await submitted(client, { feeling: 5 });
    const reacted = shown(await coach.put(path('🎉', card.id)));
    expect(reacted).toMatchObject({ kind: 'check_in', reactions: [{ emoji: '🎉', userIds: [coach.id] }] });
    expect(reacted.card).not.toBeNull();
  });
});

it('in a thread that has ended nothing changes any more, and both can tell', async () => {
  ({ message } = await say(await client.socket(), client.conversationId, 'Of mine'));
  await coach.put(path('👍'));
  expect((await move(await world.admin(), client, await world.coach())).status).toBe(200);
  for (const act of [edit(client, 'Later'), remove(client), client.put(path('👍'))]) {
    expect(codeOf(await act)).toBe('conflict');
  }
  expect(codeOf(await coach.delete(path('👍')))).toBe('not_found');
  expect(codeOf(await versions(coach))).toBe('not_found');
  expect((await versions(client)).status).toBe(200);
});

it('a card whose line changes says so in what quotes it', async () => {
  const { message: card, checkIn } = await submitted(client, { feeling: 3, weight: 70 });
  const phone = await client.socket();
  const send = {
    conversationId: client.conversationId,
    clientMessageId: crypto.randomUUID(),
    text: 'This one',
  };
  granted(await phone.emit('message:send', { ...send, replyToSeq: card.seq }));
  await client.patch(`/api/check-ins/${checkIn.checkInId}`, { weight: 71 });
  const change = await phone.next('conversation:changed', ({ messages }) =>
    messages.some((m) => m.text === 'This one'),
  );
  const fresh = z.object({ items: z.array(messageView) });
  const { items } = (await client.get(`/api/conversations/${client.conversationId}/messages`)).parse(fresh);
  const quoting = change.messages.at(-1);
  expect(quoting?.text).toBe('This one');
  expect(items).toContainEqual(quoting);
});
