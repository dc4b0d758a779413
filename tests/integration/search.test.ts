import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SearchPage } from '#contract/search';
import type { Client, Person } from '../support/person.ts';
import { createWorld, type World } from '../support/world.ts';
import { ask, foundIn, index, page, say } from './search.fixtures.ts';

let world: World;
let coach: Person;
let thread: Client;

beforeAll(async () => {
  world = await createWorld();
  coach = await world.coach();
});
afterAll(() => world.close());

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
    if (state === 'indexed') await index(world, thread);
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
    expect(await foundIn(thread, q)).toEqual(texts);
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
    await index(world, thread);
    const ranked = ['lift again', 'lift', 'lifting', 'lifted', 'lifthouse', 'liftoff'];
    expect(await foundIn(thread, 'lift')).toEqual(ranked);
    await say(coach, thread, 'lifts');
    expect(await foundIn(thread, 'lift')).toEqual([...ranked.slice(0, 2), 'lifts', ...ranked.slice(2)]);
  });

  it('goes on page by page, each message once, whatever is written or indexed in between', async () => {
    const texts = Array.from({ length: 23 }, (_, n) => `deload ${n % 3 === 0 ? 'week' : 'weeks'} ${n}`);
    await say(coach, thread, ...texts.slice(0, 20));
    await index(world, thread);
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
      if (seen.length === 8) await index(world, thread);
    } while (cursor !== null);
    expect(seen.slice(0, 8)).toEqual(whole.slice(0, 8));
    expect(seen.filter((id) => whole.includes(id))).toEqual(whole);
    expect(new Set(seen).size).toBe(seen.length);
  });

  it('finds words in a long thread, old and new, across blocks', async () => {
    const long = await world.client(coach);
    await world.services.db.execute(sql`
      insert into messages (conversation_id, seq, rev, sender_id, receiver_id, content, created_at)
      select ${long.conversationId}, n, n, ${coach.id}, ${long.id},
        'entry ' || n || case when n % 400 = 7 then ' zercher' else '' end, timestamptz '2025-01-01' + n * interval '1 hour'
      from generate_series(1, 3000) n`);
    await world.services.db.execute(sql`
      update conversations set last_seq = 3000, rev = 3000 where conversation_id = ${long.conversationId}`);
    await index(world, long);
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

  it.each([
    [15_000, ['Lift the kettle slowly'], true],
    [150_000, [], false],
  ])(
    'looks through %i messages with the words of a phrase, or says that it did not',
    async (many, found, complete) => {
      const long = await world.client(coach);
      await say(coach, long, 'Lift the kettle slowly');
      await index(world, long);
      await world.services.db.execute(sql`
      update search_words set message_ids = message_ids || array(select 2000000 + generate_series(1, ${many}::int))
      where conversation_id = ${long.conversationId} and word in ('kettle', 'slowly')`);
      const answer = await page(coach, { q: '"kettle slowly"', conversationId: long.conversationId });
      expect(answer.items.map((hit) => hit.snippet.text)).toEqual(found);
      expect(answer.complete).toBe(complete);
    },
  );

  it('does not look through any amount of text, and says so', async () => {
    const long = await world.client(coach);
    await world.services.db.execute(sql`
      insert into messages (conversation_id, seq, rev, sender_id, receiver_id, content)
      select ${long.conversationId}, n, n, ${long.id}, ${coach.id}, repeat('1 ', 4990) || 'tomo ' || n
      from generate_series(1, 210) n`);
    await world.services.db.execute(sql`
      update conversations set last_seq = 210, rev = 210 where conversation_id = ${long.conversationId}`);
    const { items, complete } = await page(long, { q: '"tomo 1"', conversationId: long.conversationId });
    expect({ items, complete }).toEqual({ items: [], complete: false });
  });

  it('says when older messages cannot be found yet', async () => {
    const moved = await world.client(coach);
    await world.services.db.execute(sql`
      insert into messages (conversation_id, seq, rev, sender_id, receiver_id, content)
      select ${moved.conversationId}, n, n, ${coach.id}, ${moved.id}, 'imported ' || n from generate_series(1, 1500) n`);
    await world.services.db.execute(sql`
      update conversations set last_seq = 1500, rev = 1500 where conversation_id = ${moved.conversationId}`);
    const before = await page(coach, { q: 'imported 1', conversationId: moved.conversationId });
    expect(before).toMatchObject({ complete: false });
    await index(world, moved);
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
