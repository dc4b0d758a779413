import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conversationView } from '#contract/conversations';
import type { MediaView } from '#contract/media';
import { media } from '#server/db/schema/index';
import { film, jpeg, ogg } from '../support/media-samples.ts';
import type { Client, Person } from '../support/person.ts';
import type { TestSocket } from '../support/test-socket.ts';
import { catchUp, granted, refusal, say } from '../support/thread.ts';
import { createWorld, type World } from '../support/world.ts';
import { uploaded } from '../integration/media.fixtures.ts';

let world: World;
let coach: Person;
let client: Client;
let phone: TestSocket;
let desk: TestSocket;
beforeAll(async () => {
  world = await createWorld();
  coach = await world.coach();
  client = await world.client(coach);
  [phone, desk] = await Promise.all([client.socket(), coach.socket()]);
  // The first message unlocks an achievement, whose card would come in between.
  await say(phone, client.conversationId, 'Hello');
  await desk.next('conversation:changed', ({ messages }) =>
    messages.some(({ kind }) => kind === 'achievement'),
  );
});
afterAll(() => world.close());

const photo = async (by: Person = client) => uploaded(by, await jpeg());

const sending = (mediaIds: readonly number[], more: object = {}) => ({
  conversationId: client.conversationId,
  clientMessageId: randomUUID(),
  text: '',
  mediaIds: [...mediaIds],
  ...more,
});

const send = async (mediaIds: readonly number[], more: object = {}) =>
  granted(await phone.emit('message:send', sending(mediaIds, more)));

const ids = (attachments: readonly MediaView[]) => attachments.map(({ id }) => id);

const preview = async () =>
  (await coach.get(`/api/conversations/${client.conversationId}`)).parse(conversationView).preview?.text;

describe('a message with media', () => {
  it('carries them in the order named, the same on every way to it', async () => {
    const [a, b] = [await photo(), await photo()];
    const { message, rev } = await send([b.id, a.id], { text: 'Look' });
    expect(message).toMatchObject({ text: 'Look', attachments: [b, a] });
    const told = await desk.next('conversation:changed', (change) => change.rev === rev);
    expect(told.messages).toEqual([message]);
    const path = `/api/conversations/${client.conversationId}/messages?around=${message.seq}&limit=1`;
    expect((await coach.get(path)).body).toMatchObject({ items: [message] });
    const { changes } = await catchUp(desk, { [client.conversationId]: rev - 1 });
    expect(changes[0]?.messages).toEqual([message]);
    expect(await preview()).toBe('Look');
  });

  it.each([
    ['Photo', async () => [await photo()]],
    ['3 photos', async () => [await photo(), await photo(), await photo()]],
    ['Video', async () => [await uploaded(client, film(['vide']))]],
    [
      'Voice message (0:32)',
      async () => [await uploaded(client, ogg(), { fields: { durationMs: '31800', waveform: '[1,2]' } })],
    ],
    ['plan.pdf', async () => [await uploaded(client, Buffer.from('%PDF-1.7'), { name: 'plan.pdf' })]],
    ['2 attachments', async () => [await photo(), await uploaded(client, film(['vide']))]],
  ])('without a text reads "%s" in the inbox and where it is quoted', async (line, make) => {
    const { message } = await send(ids(await make()));
    expect(message.text).toBe('');
    expect(await preview()).toBe(line);
    const quoting = granted(
      await desk.emit('message:send', {
        conversationId: client.conversationId,
        clientMessageId: randomUUID(),
        text: 'Nice',
        replyToSeq: message.seq,
      }),
    );
    expect(quoting.message.replyTo?.text).toBe(line);
    const { changes } = await catchUp(phone, { [client.conversationId]: quoting.rev - 1 });
    expect(changes[0]?.messages[0]?.replyTo?.text).toBe(line);
  });

  it('whose text is edited away reads like one that never had any, and whose message is deleted lets its files go', async () => {
    const picture = await photo();
    const { message } = await send([picture.id], { text: 'Look' });
    granted(await phone.emit('message:edit', { messageId: message.id, text: '' }));
    expect(await preview()).toBe('Photo');
    granted(await phone.emit('message:delete', { messageId: message.id }));
    expect(await preview()).toBe('Message deleted');
    expect((await coach.get(`/api/media/${picture.id}`)).status).toBe(404);
    expect((await client.get(`/api/media/${picture.id}`)).status).toBe(404);
    expect(await world.services.db.select().from(media).where(eq(media.mediaId, picture.id))).toEqual([]);
  });

  it('R2: sent again it is the same message; with other media it is a conflict', async () => {
    const [a, b] = [await photo(), await photo()];
    const payload = sending([a.id]);
    const first = granted(await phone.emit('message:send', payload));
    const again = granted(await phone.emit('message:send', payload));
    expect(again).toEqual({ ...first, duplicate: true });
    for (const mediaIds of [[b.id], [a.id, b.id], []]) {
      expect(refusal(await phone.emit('message:send', { ...payload, text: 'x', mediaIds }))).toBe('conflict');
    }
    expect(refusal(await phone.emit('message:send', { ...payload, mediaIds: [b.id] }))).toBe('conflict');
    await send([b.id]);
  });

  it('R2: sent twice at once it is stored once', async () => {
    const payload = sending([(await photo()).id]);
    const answers = await Promise.all([1, 2, 3].map(() => phone.emit('message:send', payload)));
    const results = answers.map((answer) => granted(answer));
    expect(new Set(results.map(({ message }) => message.id)).size).toBe(1);
    expect(results.filter(({ duplicate }) => !duplicate)).toHaveLength(1);
    expect(results.every(({ message }) => message.attachments.length === 1)).toBe(true);
  });

  it('of two messages that want the same picture one gets it, and the other is not stored', async () => {
    const [a, b] = [await photo(), await photo()];
    const orders = [
      [a.id, b.id],
      [b.id, a.id],
      [a.id, b.id],
      [b.id, a.id],
    ];
    const answers = await Promise.all(
      orders.map((mediaIds) => phone.emit('message:send', sending(mediaIds))),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    const losers = answers.flatMap((answer) => (answer.ok ? [] : [answer.error]));
    expect(losers.map(({ code, errors }) => [code, errors?.[0]?.path])).toEqual(
      Array(3).fill(['invalid_input', 'mediaIds']),
    );
    const { members } = granted(
      await phone.emit('receipt:read', { conversationId: client.conversationId, seq: 1_000_000 }),
    );
    const winner = answers.find((answer) => answer.ok);
    expect(members[client.id]?.readSeq).toBe(winner?.ok ? winner.message.seq : 0);
  });

  it('over HTTP is the same', async () => {
    const { id } = await photo(coach);
    const body = { clientMessageId: randomUUID(), text: '', mediaIds: [id] };
    const path = `/api/conversations/${client.conversationId}/messages`;
    expect((await coach.post(path, body)).status).toBe(201);
    expect((await coach.post(path, body)).status).toBe(200);
  });
});

describe('media that are not to be sent', () => {
  const refused = async (mediaIds: readonly number[]) => {
    const answer = await phone.emit('message:send', sending(mediaIds));
    return answer.ok
      ? 'sent'
      : { code: answer.error.code, path: answer.error.errors?.[0]?.path, detail: answer.error.detail };
  };

  it('somebody else’s look like those that never were, and are named', async () => {
    const foreign = await refused([(await photo(coach)).id]);
    expect(foreign).toMatchObject({ code: 'invalid_input', path: 'mediaIds' });
    expect(foreign).toEqual(await refused([1_999_999_999]));
  });

  it('one of another purpose, one that was sent, and one among good ones', async () => {
    const avatar = await uploaded(client, await jpeg(), { purpose: 'avatar' });
    const good = await photo();
    expect(await refused([good.id, avatar.id])).toMatchObject({ path: 'mediaIds' });
    await send([good.id]);
    expect(await refused([good.id])).toMatchObject({ path: 'mediaIds' });
  });

  it('too many, one twice, and none without a text', async () => {
    const { id } = await photo();
    expect(await refused([id, id])).toMatchObject({ code: 'invalid_input', path: 'mediaIds' });
    expect(await refused(Array.from({ length: 11 }, (_, n) => n + 1))).toMatchObject({ path: 'mediaIds' });
    expect(await refused([])).toMatchObject({ code: 'invalid_input', path: 'text' });
    expect(
      refusal(await phone.emit('message:send', sending([id], { text: ' \n ', mediaIds: undefined }))),
    ).toBe('invalid_input');
  });

  it('in a thread that is not theirs stay free', async () => {
    const stranger = await world.client(await world.coach());
    const mine = await uploaded(stranger, await jpeg());
    const socket = await stranger.socket();
    expect(refusal(await socket.emit('message:send', sending([mine.id])))).toBe('not_found');
    const [row] = await world.services.db.select().from(media).where(eq(media.mediaId, mine.id));
    expect(row?.messageId).toBeNull();
  });
});
