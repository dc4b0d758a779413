import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { media, searchProgress, searchWords } from '#server/db/schema/index';
import { indexConversation } from '#server/features/search/index';
import type { Client, Person } from '../support/person.ts';
import { createWorld, type World } from '../support/world.ts';
import { submitted } from './check-ins.fixtures.ts';
import { move } from './people.fixtures.ts';
import { ask, change, foundIn, index, page, say } from './search.fixtures.ts';

let world: World;
let coach: Person;
let thread: Client;

beforeAll(async () => {
  world = await createWorld();
  coach = await world.coach();
});
afterAll(() => world.close());

describe('kinds and days', () => {
  const holds = (kind: 'image' | 'audio' | 'file', fileName: string, messageId: number) =>
    world.services.db.insert(media).values({
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
    for (const id of [photo, voice, file]) await change(world, id, { attachmentCount: 1 });
    await submitted(thread, { feeling: 4, notes: 'form check' });
  });

  describe.each(['not indexed yet', 'indexed'])('%s', (state) => {
    beforeAll(async () => {
      if (state === 'indexed') await index(world, thread);
    });

    it.each([
      ['media', ['form photo']],
      ['voice', ['form voice']],
      ['file', ['form file']],
      ['link', ['form https://x.test']],
      ['text', ['form only', 'form https://x.test', 'form file', 'form voice', 'form photo']],
      ['achievement', []],
    ])('%s', async (kind, texts) => {
      expect(await foundIn(thread, 'form', { kind })).toEqual(texts);
    });

    it('finds check-ins by their line, and files by their names', async () => {
      expect(await foundIn(thread, 'check', { kind: 'check_in' })).toHaveLength(1);
      expect(await foundIn(thread, 'informe medico')).toEqual(['Informe médico.pdf']);
    });
  });

  it('takes days of the asker’s own zone, both included', async () => {
    const [late = 0] = await say(coach, thread, 'midnight snack');
    await change(world, late, { createdAt: new Date('2026-03-10T23:30:00Z') });
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
    (
      await world.services.db
        .select()
        .from(searchWords)
        .where(eq(searchWords.conversationId, thread.conversationId))
    ).map((row) => row.word);

  beforeAll(async () => {
    thread = await world.client(coach);
  });

  it('is found by what it says now, before and after it is indexed again', async () => {
    const [id = 0] = await say(coach, thread, 'the old barbell', 'another barbell');
    await index(world, thread);
    await change(world, id, { content: 'the new dumbbell', editedAt: new Date() });
    const look = async () => [await foundIn(thread, 'barbell'), await foundIn(thread, 'dumbbells')];
    expect(await look()).toEqual([['another barbell'], ['the new dumbbell']]);
    await index(world, thread);
    expect(await look()).toEqual([['another barbell'], ['the new dumbbell']]);
    expect(await words()).not.toContain('old');
  });

  it('leaves no word behind when it is deleted, and is not found from that moment on', async () => {
    const [id = 0] = await say(coach, thread, 'confidential clavicle');
    await index(world, thread);
    expect(await words()).toContain('clavicle');
    await change(world, id, { content: '', deletedAt: new Date() });
    expect(await foundIn(thread, 'clavicle')).toEqual([]);
    await index(world, thread);
    expect(await foundIn(thread, 'clavicle')).toEqual([]);
    const left = await words();
    expect(left.filter((word) => /clavic|confid/.test(word))).toEqual([]);
    const rows = await world.services.db.select().from(searchWords);
    expect(rows.filter((row) => row.messageIds.includes(id) || row.messageIds.length === 0)).toEqual([]);
  });

  it('is not half done by a crash in between, and taken up again', async () => {
    await say(coach, thread, 'plyometric box jumps');
    // The last thing a batch does fails: everything before it must be undone.
    await world.services.db.execute(
      `alter table search_progress add constraint crash check (false) not valid`,
    );
    await expect(indexConversation(world.services, thread.conversationId)).rejects.toThrow();
    await world.services.db.execute(`alter table search_progress drop constraint crash`);
    expect(await words()).not.toContain('plyometric');
    expect(await foundIn(thread, 'plyometrics')).toEqual(['plyometric box jumps']);
    await index(world, thread);
    await index(world, thread);
    expect((await words()).filter((word) => word === 'plyometric')).toHaveLength(1);
    expect(await foundIn(thread, 'plyometrics')).toEqual(['plyometric box jumps']);
  });

  it('is indexed by one process at a time; the other goes on with something else', async () => {
    await say(coach, thread, 'turkish getup');
    await world.services.db.transaction(async (tx) => {
      await tx
        .select()
        .from(searchProgress)
        .where(eq(searchProgress.conversationId, thread.conversationId))
        .for('update');
      expect(await indexConversation(world.services, thread.conversationId)).toBe(false);
    });
    expect(await words()).not.toContain('turkish');
    expect(await foundIn(thread, 'turkish')).toEqual(['turkish getup']);
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
    await index(world, client);
    expect(await everybody()).toEqual([mine, mine, ['pineapple elsewhere'], []]);
    expect((await move(boss, client, next)).status).toBe(200);
    expect(await everybody()).toEqual([[], mine, ['pineapple elsewhere'], []]);
    const asked = await ask(old, { q: 'pineapple', conversationId: client.conversationId });
    expect(asked.body).toMatchObject({ code: 'not_found' });
  });
});
