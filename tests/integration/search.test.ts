import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { searchPage, type SearchPage } from '#contract/search';
import { media, messages, searchProgress, searchWords } from '#server/db/schema/index';
import { sendMessage } from '#server/features/conversations/index';
import { indexConversation } from '#server/features/search/index';
import type { Client, Person } from '../support/person.ts';
import { createWorld, type World } from '../support/world.ts';
import { submitted } from './check-ins.fixtures.ts';
import { move } from './people.fixtures.ts';

let world: World;
let coach: Person;
let thread: Client;

beforeAll(async () => {
  world = await createWorld();
  coach = await world.coach();
});
afterAll(() => world.close());

const db = () => world.services.db;

async function say(person: Person, { conversationId }: Client, ...texts: string[]): Promise<number[]> {
  const ids: number[] = [];
  for (const text of texts) {
    const { message } = await sendMessage(person.ctx(), {
      conversationId,
      clientMessageId: randomUUID(),
      text,
    });
    ids.push(message.id);
  }
  return ids;
}

async function index({ conversationId }: Client): Promise<void> {
  while (await indexConversation(world.services, conversationId));
}

const ask = (person: Person, query: Record<string, string | number>) =>
  person.get(
    `/api/search?${new URLSearchParams(Object.entries(query).map(([k, v]): [string, string] => [k, String(v)]))}`,
  );

async function page(person: Person, query: Record<string, string | number>): Promise<SearchPage> {
  return (await ask(person, query)).parse(searchPage);
}

/** Texts of what is found in a thread, in the order in which they come. */
async function found(q: string, more: Record<string, string | number> = {}): Promise<string[]> {
  const { items } = await page(coach, { q, conversationId: thread.conversationId, ...more });
  return items.map((hit) => hit.snippet.text);
}

/** A change of what a message says, as the verbs make it: it takes the thread's next revision. */
async function change(messageId: number, values: Partial<typeof messages.$inferInsert>): Promise<void> {
  await db().transaction(async (tx) => {
    const { rows } = await tx.execute<{ rev: number }>(sql`
      update conversations set rev = rev + 1
      where conversation_id = (select conversation_id from messages where message_id = ${messageId}) returning rev`);
    await tx
      .update(messages)
      .set({ ...values, rev: rows[0]?.rev ?? 0 })
      .where(eq(messages.messageId, messageId));
  });
}

/** Whether it was made searchable before, or is still to be, must make no difference. */
describe.each(['indexed', 'not indexed yet'])('words that are %s', (state) => {
  beforeAll(async () => {
    thread = await world.client(coach);
    await say(
      coach,
      thread,
      'Running felt easier today',
      'I ran out of time, will run tomorrow',
      'Hoy corrí 5 km y mañana voy a correr más',
      'Me gustan las canciones de la clase',
      'La canción nueva es muy rápida',
      'Squats at 80kg, then 72.5 on the bench 💪🏽',
      "Don't skip the client's leg day",
      'The day of the leg press',
      'See https://example.com/plans/strength and write to ana@example.com',
      'El niño comió bien',
    );
    if (state === 'indexed') await index(thread);
  });

  it.each([
    ['runs', ['I ran out of time, will run tomorrow', 'Running felt easier today']],
    ['run', ['I ran out of time, will run tomorrow', 'Running felt easier today']],
    ['corriendo', ['Hoy corrí 5 km y mañana voy a correr más']],
    ['CANCIONES', ['Me gustan las canciones de la clase', 'La canción nueva es muy rápida']],
    ['cancion', ['La canción nueva es muy rápida', 'Me gustan las canciones de la clase']],
    ['rapido', ['La canción nueva es muy rápida']],
    ['nino', ['El niño comió bien']],
    ['niño', ['El niño comió bien']],
    ['mañana', ['Hoy corrí 5 km y mañana voy a correr más']],
    ['squ', ['Squats at 80kg, then 72.5 on the bench 💪🏽']],
    ['80kg', ['Squats at 80kg, then 72.5 on the bench 💪🏽']],
    ['80', ['Squats at 80kg, then 72.5 on the bench 💪🏽']],
    ['kg', ['Squats at 80kg, then 72.5 on the bench 💪🏽']],
    ['72.5', ['Squats at 80kg, then 72.5 on the bench 💪🏽']],
    ['💪', ['Squats at 80kg, then 72.5 on the bench 💪🏽']],
    ['dont', ["Don't skip the client's leg day"]],
    ['client', ["Don't skip the client's leg day"]],
    ['leg day', ['The day of the leg press', "Don't skip the client's leg day"]],
    ['"leg day"', ["Don't skip the client's leg day"]],
    ['“Leg Day', ["Don't skip the client's leg day"]],
    ['"leg da"', []],
    [
      'the',
      [
        'The day of the leg press',
        "Don't skip the client's leg day",
        'Squats at 80kg, then 72.5 on the bench 💪🏽',
      ],
    ],
    ['example.com', ['See https://example.com/plans/strength and write to ana@example.com']],
    ['ana@example.com', ['See https://example.com/plans/strength and write to ana@example.com']],
    ['strength plans', ['See https://example.com/plans/strength and write to ana@example.com']],
    ['running corrí', []],
    ["'); drop table -- | !* :* & <-> squats", []],
    ["' | !* :* & <-> squats", ['Squats at 80kg, then 72.5 on the bench 💪🏽']],
  ])('%s', async (q, texts) => {
    expect(await found(q)).toEqual(texts);
  });
});

describe('a search', () => {
  beforeAll(async () => {
    thread = await world.client(coach, { displayName: 'Sofía P.' });
  });

  it('says where the words stand, in a piece of a long message', async () => {
    await say(
      coach,
      thread,
      `${'x '.repeat(100)}kettlebell\nswings are the kettlebells' best ${'y '.repeat(200)}`,
    );
    const { items } = await page(coach, { q: 'kettlebell' });
    const [hit] = items;
    const { text = '', matches = [] } = hit?.snippet ?? {};
    expect(matches.map(([from, to]) => text.slice(from, to))).toEqual(['kettlebell', 'kettlebells']);
    expect(text.length).toBeLessThan(260);
    expect(text).toMatch(/^….*…$/);
    expect(hit?.conversation).toMatchObject({
      id: thread.conversationId,
      client: { displayName: 'Sofía P.' },
    });
  });

  it('puts the words themselves before other forms, and those before longer words', async () => {
    await say(coach, thread, 'lift', 'lifted', 'liftoff', 'lift again', 'lifting', 'lifthouse');
    await index(thread);
    const ranked = ['lift again', 'lift', 'lifting', 'lifted', 'lifthouse', 'liftoff'];
    expect(await found('lift')).toEqual(ranked);
    await say(coach, thread, 'lifts');
    expect(await found('lift')).toEqual([...ranked.slice(0, 2), 'lifts', ...ranked.slice(2)]);
  });

  it('goes on page by page, each message once, whatever is written or indexed in between', async () => {
    const texts = Array.from({ length: 23 }, (_, n) => `deload ${n % 3 === 0 ? 'week' : 'weeks'} ${n}`);
    await say(coach, thread, ...texts.slice(0, 20));
    await index(thread);
    await say(coach, thread, ...texts.slice(20));
    const whole = (await page(coach, { q: 'deload week', limit: 100 })).items.map((hit) => hit.message.id);
    expect(whole).toHaveLength(23);
    const seen: number[] = [];
    let cursor: string | null = null;
    do {
      const next = { q: 'deload week', limit: 4, ...(cursor !== null && { cursor }) };
      const part: SearchPage = await page(coach, next);
      seen.push(...part.items.map((hit) => hit.message.id));
      cursor = part.nextCursor;
      await say(coach, thread, 'another deload week');
      if (seen.length === 8) await index(thread);
    } while (cursor !== null);
    expect(seen.slice(0, 8)).toEqual(whole.slice(0, 8));
    expect(seen.filter((id) => whole.includes(id))).toEqual(whole);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('finds words in a long thread, old and new, across blocks', async () => {
    const long = await world.client(coach);
    await db().execute(sql`
      insert into messages (conversation_id, seq, rev, sender_id, receiver_id, content, created_at)
      select ${long.conversationId}, n, n, ${coach.id}, ${long.id},
        'entry ' || n || case when n % 400 = 7 then ' zercher' else '' end, timestamptz '2025-01-01' + n * interval '1 hour'
      from generate_series(1, 3000) n`);
    await db().execute(sql`
      update conversations set last_seq = 3000, rev = 3000 where conversation_id = ${long.conversationId}`);
    await index(long);
    const of = async (query: Record<string, string | number>) =>
      (await page(coach, { conversationId: long.conversationId, limit: 100, ...query })).items.map(
        (hit) => hit.message.seq,
      );
    expect(await of({ q: 'zercher' })).toEqual([2807, 2407, 2007, 1607, 1207, 807, 407, 7]);
    expect(await of({ q: 'zerch entry', to: '2025-02-01' })).toEqual([407, 7]);
    expect(await of({ q: 'zercher', from: '2025-04-01', to: '2025-04-20' })).toEqual([2407]);
    expect((await of({ q: 'entry', limit: 5 })).at(0)).toBe(3000);
    const { complete } = await page(coach, { q: 'zercher' });
    expect(complete).toBe(true);
  });

  it('says when older messages cannot be found yet', async () => {
    const moved = await world.client(coach);
    await db().execute(sql`
      insert into messages (conversation_id, seq, rev, sender_id, receiver_id, content)
      select ${moved.conversationId}, n, n, ${coach.id}, ${moved.id}, 'imported ' || n from generate_series(1, 1500) n`);
    await db().execute(sql`
      update conversations set last_seq = 1500, rev = 1500 where conversation_id = ${moved.conversationId}`);
    const before = await page(coach, { q: 'imported 1', conversationId: moved.conversationId });
    expect(before).toMatchObject({ complete: false });
    await index(moved);
    const after = await page(coach, { q: '"imported 1"', conversationId: moved.conversationId });
    expect(after.items.map((hit) => hit.message.seq)).toEqual([1]);
    expect(after.complete).toBe(true);
  });

  it.each(['!!!', '"', '  ? ', '& | ! ( ) : *'])('of %s has nothing to look for', async (q) => {
    const answer = await ask(coach, { q });
    expect(answer.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'q' }] });
  });

  it('takes so many words and no more, and days in order', async () => {
    const many = await ask(coach, { q: 'a b c d e f g h i j k l m' });
    expect(many.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'q' }] });
    const days = await ask(coach, { q: 'a', from: '2026-02-01', to: '2026-01-01' });
    expect(days.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'to' }] });
    for (const day of ['0001-01-01', '9999-12-31'])
      expect((await ask(coach, { q: 'a', from: day, to: day })).status).toBe(200);
  });
});

describe('kinds and days', () => {
  const holds = (kind: 'image' | 'audio' | 'file', fileName: string, messageId: number) =>
    db().insert(media).values({
      ownerId: coach.id,
      purpose: 'attachment',
      kind,
      contentType: 'x/y',
      fileName,
      bytes: 1,
      blobKey: randomUUID(),
      messageId,
    });

  beforeAll(async () => {
    thread = await world.client(coach, { timeZone: 'Europe/Madrid' });
    const ids = await say(
      coach,
      thread,
      'form photo',
      'form voice',
      'form file',
      'form https://x.test',
      'form only',
    );
    const [photo = 0, voice = 0, file = 0] = ids;
    await holds('image', 'IMG_0042.jpg', photo);
    await holds('audio', 'note.m4a', voice);
    await holds('file', 'Informe médico.pdf', file);
    for (const id of [photo, voice, file]) await change(id, { attachmentCount: 1 });
    await submitted(thread, { feeling: 4, notes: 'form check' });
  });

  describe.each(['not indexed yet', 'indexed'])('%s', (state) => {
    beforeAll(async () => {
      if (state === 'indexed') await index(thread);
    });

    it.each([
      ['media', ['form photo']],
      ['voice', ['form voice']],
      ['file', ['form file']],
      ['link', ['form https://x.test']],
      ['text', ['form only', 'form https://x.test', 'form file', 'form voice', 'form photo']],
      ['achievement', []],
    ])('%s', async (kind, texts) => {
      expect(await found('form', { kind })).toEqual(texts);
    });

    it('finds check-ins by their line, and files by their names', async () => {
      expect(await found('check', { kind: 'check_in' })).toHaveLength(1);
      expect(await found('informe medico')).toEqual(['Informe médico.pdf']);
    });
  });

  it('takes days of the asker’s own zone, both included', async () => {
    const [late = 0] = await say(coach, thread, 'midnight snack');
    await change(late, { createdAt: new Date('2026-03-10T23:30:00Z') });
    const days = (person: Person, from: string, to: string) =>
      page(person, { q: 'midnight', from, to }).then(({ items }) => items.length);
    expect(await days(coach, '2026-03-10', '2026-03-10')).toBe(1);
    expect(await days(coach, '2026-03-11', '2026-03-11')).toBe(0);
    expect(await days(thread, '2026-03-10', '2026-03-10')).toBe(0);
    expect(await days(thread, '2026-03-11', '2026-03-11')).toBe(1);
  });
});

describe('what changes', () => {
  const words = async () =>
    (await db().select().from(searchWords).where(eq(searchWords.conversationId, thread.conversationId))).map(
      (row) => row.word,
    );

  beforeAll(async () => {
    thread = await world.client(coach);
  });

  it('is found by what it says now, before and after it is indexed again', async () => {
    const [id = 0] = await say(coach, thread, 'the old barbell', 'another barbell');
    await index(thread);
    await change(id, { content: 'the new dumbbell', editedAt: new Date() });
    const look = async () => [await found('barbell'), await found('dumbbells')];
    expect(await look()).toEqual([['another barbell'], ['the new dumbbell']]);
    await index(thread);
    expect(await look()).toEqual([['another barbell'], ['the new dumbbell']]);
    expect(await words()).not.toContain('old');
  });

  it('leaves no word behind when it is deleted, and is not found from that moment on', async () => {
    const [id = 0] = await say(coach, thread, 'confidential clavicle');
    await index(thread);
    expect(await words()).toContain('clavicle');
    await change(id, { content: '', deletedAt: new Date() });
    expect(await found('clavicle')).toEqual([]);
    await index(thread);
    expect(await found('clavicle')).toEqual([]);
    const left = await words();
    expect(left.filter((word) => /clavic|confid/.test(word))).toEqual([]);
    const rows = await db().select().from(searchWords);
    expect(rows.filter((row) => row.messageIds.includes(id) || row.messageIds.length === 0)).toEqual([]);
  });

  it('is not half done by a crash in between, and taken up again', async () => {
    await say(coach, thread, 'plyometric box jumps');
    const crash = new Error('crash');
    const dying = {
      db: Object.assign(Object.create(db()), {
        transaction: (work: (tx: unknown) => Promise<unknown>) =>
          db().transaction(async (tx) => {
            await work(tx);
            throw crash;
          }),
      }),
    };
    await expect(indexConversation(dying, thread.conversationId)).rejects.toBe(crash);
    expect(await words()).not.toContain('plyometric');
    expect(await found('plyometrics')).toEqual(['plyometric box jumps']);
    await index(thread);
    await index(thread);
    expect((await words()).filter((word) => word === 'plyometric')).toHaveLength(1);
    expect(await found('plyometrics')).toEqual(['plyometric box jumps']);
  });

  it('is indexed by one process at a time; the other goes on with something else', async () => {
    await say(coach, thread, 'turkish getup');
    await db().transaction(async (tx) => {
      await tx
        .select()
        .from(searchProgress)
        .where(eq(searchProgress.conversationId, thread.conversationId))
        .for('update');
      expect(await indexConversation(world.services, thread.conversationId)).toBe(false);
    });
    expect(await words()).not.toContain('turkish');
    expect(await found('turkish')).toEqual(['turkish getup']);
  });
});

describe('who finds what', () => {
  it('stays with the two people of a thread, and with the client once it is closed', async () => {
    const [old, next, boss] = await Promise.all([world.coach(), world.coach(), world.admin()]);
    const client = await world.client(old);
    const other = await world.client(next);
    await say(old, client, 'pineapple protocol');
    await say(next, other, 'pineapple elsewhere');
    const texts = async (person: Person) =>
      (await page(person, { q: 'pineapple' })).items.map((hit) => hit.snippet.text);
    const everybody = async () => [
      await texts(old),
      await texts(client),
      await texts(next),
      await texts(boss),
    ];
    const mine = ['pineapple protocol'];
    expect(await everybody()).toEqual([mine, mine, ['pineapple elsewhere'], []]);
    await index(client);
    expect(await everybody()).toEqual([mine, mine, ['pineapple elsewhere'], []]);
    expect((await move(boss, client, next)).status).toBe(200);
    expect(await everybody()).toEqual([[], mine, ['pineapple elsewhere'], []]);
    const asked = await ask(old, { q: 'pineapple', conversationId: client.conversationId });
    expect(asked.body).toMatchObject({ code: 'not_found' });
  });
});
