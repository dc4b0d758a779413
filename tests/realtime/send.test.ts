import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Client, Person } from '../support/person.ts';
import { granted, refusal, say } from '../support/thread.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
let coach: Person;
let client: Client;

beforeAll(async () => {
  world = await createWorld();
  coach = await world.coach();
  client = await world.client(coach);
});
afterAll(() => world.close());

describe('sending', () => {
  it('R1 shows the other side what was acknowledged', async () => {
    const [desk, phone] = await Promise.all([coach.socket(), client.socket()]);
    const { message, duplicate } = await say(desk, client.conversationId, '  Morning! Hips first today.  ');
    expect(message).toMatchObject({ text: 'Morning! Hips first today.', senderId: coach.id, kind: 'text' });
    expect(duplicate).toBe(false);
    const change = await phone.next('conversation:changed');
    expect(change.messages).toEqual([message]);
    expect(change).toMatchObject({ fromRev: message.rev - 1, rev: message.rev, lastSeq: message.seq });
  });

  it('R7 tells every device of both, but the one that asked hears it in its acknowledgement alone', async () => {
    const [desk, tablet, phone] = await Promise.all([coach.socket(), coach.socket(), client.socket()]);
    const sent = await say(desk, client.conversationId, 'To all of us');
    const holds = (change: { messages: { id: number }[] }) =>
      change.messages.some((m) => m.id === sent.message.id);
    const onTablet = await tablet.next('conversation:changed', holds);
    expect(await phone.next('conversation:changed', holds)).toEqual(onTablet);
    expect(onTablet).toMatchObject({ fromRev: sent.fromRev, rev: sent.rev, messages: [sent.message] });
    expect(desk.received.filter((frame) => frame.event === 'conversation:changed')).toEqual([]);
  });

  it('quotes a message of the same thread, and no other', async () => {
    const desk = await coach.socket();
    const { message } = await say(desk, client.conversationId, 'Which knee?');
    const id = randomUUID();
    const send = { conversationId: client.conversationId, clientMessageId: id, text: 'That one' };
    const answer = granted(await desk.emit('message:send', { ...send, replyToSeq: message.seq }));
    expect(answer.message.replyTo).toEqual({ seq: message.seq, senderId: coach.id, text: 'Which knee?' });
    const nowhere = await desk.emit('message:send', {
      ...send,
      clientMessageId: randomUUID(),
      replyToSeq: 9_999,
    });
    expect(nowhere).toMatchObject({ ok: false, error: { errors: [{ path: 'replyToSeq' }] } });
  });

  it('takes an empty list of media for none at all', async () => {
    const desk = await coach.socket();
    const send = { conversationId: client.conversationId, clientMessageId: randomUUID(), text: 'Only words' };
    const first = granted(await desk.emit('message:send', { ...send, mediaIds: [] }));
    expect(granted(await desk.emit('message:send', send))).toEqual({ ...first, duplicate: true });
  });

  it('says the same over HTTP: 201 first, 200 again', async () => {
    const path = `/api/conversations/${client.conversationId}/messages`;
    const body = { clientMessageId: randomUUID(), text: 'By HTTP' };
    const first = await coach.post(path, body);
    const again = await coach.post(path, body);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toEqual(first.body);
  });
});

describe('strict parsing', () => {
  const wrong: [string, Record<string, unknown>, string][] = [
    ['empty text', { text: '   ' }, 'text'],
    ['text that is too long', { text: 'a'.repeat(10_001) }, 'text'],
    ['a NUL character', { text: 'a\u0000b' }, 'text'],
    ['half a surrogate pair', { text: 'a\ud800b' }, 'text'],
    ['text that is no text', { text: 7 }, 'text'],
    ['an id that is no UUID', { clientMessageId: 'one' }, 'clientMessageId'],
    ['a conversation that is no number', { conversationId: '1' }, 'conversationId'],
    ['a number beyond the database', { conversationId: 2 ** 40 }, 'conversationId'],
    ['a quote of nothing', { replyToSeq: 0 }, 'replyToSeq'],
    ['media nobody could have sent', { mediaIds: [1] }, 'mediaIds'],
  ];

  it.each(wrong)('refuses %s and names the field', async (_, part, path) => {
    const desk = await coach.socket();
    const good = { conversationId: client.conversationId, clientMessageId: randomUUID(), text: 'x' };
    const answer = await desk.emitRaw('message:send', { ...good, ...part });
    expect(answer).toMatchObject({ ok: false, error: { code: 'invalid_input', errors: [{ path }] } });
  });

  it('refuses a key nobody knows, a payload that is no object, and an event nobody knows', async () => {
    const desk = await coach.socket();
    const good = { conversationId: client.conversationId, clientMessageId: randomUUID(), text: 'x' };
    for (const [event, payload] of [
      ['message:send', { ...good, senderId: client.id }],
      ['message:send', null],
      ['message:send', [good]],
      ['message:shout', good],
      ['constructor', {}],
    ] as const) {
      expect(await desk.emitRaw(event, payload)).toMatchObject({
        ok: false,
        error: { code: 'invalid_input' },
      });
    }
  });

  it('closes a socket that sends more than 64 KB at once, and stores nothing of it', async () => {
    const desk = await coach.socket();
    const id = randomUUID();
    const payload = { conversationId: client.conversationId, clientMessageId: id, text: 'x'.repeat(70_000) };
    desk.raw.emit('message:send', payload, () => undefined);
    await desk.closed();
    const again = await coach.socket();
    const stored = granted(
      await again.emit('message:send', {
        conversationId: client.conversationId,
        clientMessageId: id,
        text: 'short',
      }),
    );
    expect(stored.duplicate).toBe(false);
  });

  it('takes the longest message there may be', async () => {
    const desk = await coach.socket();
    const { message } = await say(desk, client.conversationId, '💪'.repeat(5_000));
    expect(message.text).toHaveLength(10_000);
  });
});

describe('limits', () => {
  it('refuses the 301st message at once with the seconds to wait', async () => {
    const strict = await createWorld({ env: { RATE_LIMITS: 'on' } });
    try {
      const coach = await strict.coach();
      const client = await strict.client(coach);
      const desk = await coach.socket();
      const answers = await Promise.all(
        Array.from({ length: 330 }, () =>
          desk.emit('message:send', {
            conversationId: client.conversationId,
            clientMessageId: randomUUID(),
            text: 'spam',
          }),
        ),
      );
      const refused = answers.filter((answer) => !answer.ok);
      expect(refused.length).toBeGreaterThan(0);
      expect(answers.length - refused.length).toBeGreaterThanOrEqual(300);
      expect(refused.map(refusal)).toEqual(refused.map(() => 'rate_limited'));
      expect(refused[0]).toMatchObject({ error: { retryAfter: 1 } });
    } finally {
      await strict.close();
    }
  });
});
