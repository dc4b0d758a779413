import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MediaView } from '#contract/media';
import { copiedAttachments, savedReplyAnswer, savedReplyList } from '#contract/saved-replies';
import { scheduledAnswer } from '#contract/scheduled-messages';
import type { Client, Person } from '../support/person.ts';
import { createWorld, type World } from '../support/world.ts';
import { at, inThread, scheduled, threadPath, waiting } from './later.fixtures.ts';
import { fetched, swept, uploaded } from './media.fixtures.ts';

const REPLIES = '/api/saved-replies';
const DAY_MS = 86_400_000;

let world: World;
let coach: Person;
let client: Client;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  world.clock.set('2026-06-10T12:00:00Z');
  coach = await world.coach({ displayName: 'Rui' });
  client = await world.client(coach);
});

let files = 0;
/** A file of the coach's, another one each time. */
const file = (by: Person = coach) => uploaded(by, Buffer.from(`file ${(files += 1)}`), { name: 'a.txt' });
const some = async () => [await file(), await file(), await file()] as const;
const idsOf = (views: readonly Pick<MediaView, 'id'>[]) => views.map(({ id }) => id);
const bytesOf = async (by: Person, id: number) => (await fetched(world, by, `/api/media/${id}`)).status;

const sweep = () => swept(world);

async function saved(mediaIds: readonly number[], text = 'Like this') {
  const answer = await coach.post(REPLIES, { title: `Reply ${(files += 1)}`, text, mediaIds });
  expect(answer.status, answer.text).toBe(201);
  return answer.parse(savedReplyAnswer).reply;
}

const copies = async (id: number) =>
  (await coach.post(`${REPLIES}/${id}/attachments/copies`)).parse(copiedAttachments).attachments;

describe('A message that waits', () => {
  it('carries files, without a text too, and is sent with them once', async () => {
    const [first, second] = await some();
    const mediaIds = idsOf([second, first]);
    const made = await scheduled(coach, client, { text: '', mediaIds });
    expect(made.attachments).toEqual([second, first]);
    expect(await waiting(coach, client)).toEqual([made]);
    expect(await bytesOf(client, first.id)).toBe(404);

    world.clock.set('2026-06-11T06:00:01Z');
    await expect.poll(() => inThread(client), { timeout: 8_000 }).toHaveLength(1);
    const [message] = await inThread(client);
    expect(message).toMatchObject({ text: '', attachments: [second, first] });
    expect([await bytesOf(client, first.id), await bytesOf(coach, first.id)]).toEqual([200, 200]);
    expect(await waiting(coach, client)).toEqual([]);
  });

  it('is sent now with its files', async () => {
    const [one] = await some();
    const { id } = await scheduled(coach, client, { mediaIds: [one.id] });
    expect((await coach.post(`${at(id)}/send`)).body).toMatchObject({ message: { attachments: [one] } });
    expect((await coach.post(`${at(id)}/send`)).body).toMatchObject({ message: { attachments: [one] } });
    expect(await inThread(client)).toHaveLength(1);
  });

  it('loses and gains files by an edit, in the order named; what it loses goes', async () => {
    const [kept, gone, added] = await some();
    const { id } = await scheduled(coach, client, { mediaIds: idsOf([kept, gone]) });
    const changed = await coach.patch(at(id), { mediaIds: idsOf([added, kept]) });
    expect(changed.parse(scheduledAnswer).scheduled.attachments).toEqual([added, kept]);
    expect((await waiting(coach, client))[0]?.attachments).toEqual([added, kept]);
    expect(await bytesOf(coach, gone.id)).toBe(404);
    const other = await coach.patch(at(id), { text: 'Another text' });
    expect(other.parse(scheduledAnswer).scheduled.attachments).toEqual([added, kept]);
    const none = await coach.patch(at(id), { mediaIds: [] });
    expect(none.parse(scheduledAnswer).scheduled.attachments).toEqual([]);
  });

  it('must say or carry something, also after an edit, which then changes nothing', async () => {
    const [one] = await some();
    const empty = await coach.post(threadPath(client), {
      text: ' ',
      mediaIds: [],
      sendAt: '2026-06-11T06:00:00Z',
      timeZone: 'UTC',
    });
    expect(empty.body).toMatchObject({ errors: [{ path: 'text' }] });
    const made = await scheduled(coach, client, { text: '', mediaIds: [one.id] });
    const answer = await coach.patch(at(made.id), { mediaIds: [] });
    expect(answer.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'text' }] });
    expect(await waiting(coach, client)).toEqual([made]);
  });

  it('once taken back lets go of its files: for a day they can be scheduled again, then they are swept', async () => {
    const [one] = await some();
    const later = { mediaIds: [one.id], sendAt: '2026-06-20T06:00:00Z' };
    const { id } = await scheduled(coach, client, later);
    world.clock.advance(2 * DAY_MS);
    await sweep();
    expect(await bytesOf(coach, one.id)).toBe(200);
    expect((await coach.delete(at(id))).status).toBe(204);
    await sweep();
    const again = await scheduled(coach, client, later);
    expect(again.attachments).toEqual([one]);
    await coach.delete(at(again.id));
    world.clock.advance(DAY_MS + 1);
    await sweep();
    expect(await bytesOf(coach, one.id)).toBe(404);
  });

  it('that may not be sent keeps its files for whoever looks after it', async () => {
    const [one] = await some();
    await scheduled(coach, client, { mediaIds: [one.id] });
    world.clock.set('2026-06-12T06:00:00Z');
    await expect
      .poll(async () => (await waiting(coach, client))[0]?.status, { timeout: 8_000 })
      .toBe('failed');
    expect((await waiting(coach, client))[0]?.attachments).toEqual([one]);
  });
});

describe('A saved reply', () => {
  it('keeps its files; each use gets copies of its own, which outlive it', async () => {
    const [one, two] = await some();
    const reply = await saved(idsOf([one, two]), '');
    expect(reply.attachments).toEqual([one, two]);
    const [first, second] = [await copies(reply.id), await copies(reply.id)];
    expect(new Set(idsOf([one, two, ...first, ...second])).size).toBe(6);
    expect(first).toEqual([
      { ...one, id: first[0]?.id },
      { ...two, id: first[1]?.id },
    ]);
    const body = { clientMessageId: crypto.randomUUID(), text: '', mediaIds: idsOf(first) };
    const path = `/api/conversations/${client.conversationId}/messages`;
    expect((await coach.post(path, body)).status).toBe(201);
    expect((await coach.delete(`${REPLIES}/${reply.id}`)).status).toBe(204);
    world.clock.advance(DAY_MS + 1);
    await sweep();
    const seen = [await bytesOf(client, first[0]?.id ?? 0), await bytesOf(coach, one.id)];
    expect(seen).toEqual([200, 404]);
    expect(await bytesOf(coach, second[0]?.id ?? 0)).toBe(404);
  });

  it('is changed like a message that waits, and listed with what it carries', async () => {
    const [kept, gone, added] = await some();
    const { id } = await saved(idsOf([kept, gone]));
    const path = `${REPLIES}/${id}`;
    const changed = await coach.patch(path, { mediaIds: idsOf([added, kept]) });
    expect(changed.parse(savedReplyAnswer).reply.attachments).toEqual([added, kept]);
    expect((await coach.get(REPLIES)).parse(savedReplyList).items[0]?.attachments).toEqual([added, kept]);
    expect(await bytesOf(coach, gone.id)).toBe(404);
    const none = await coach.patch(path, { text: '', mediaIds: [] });
    expect(none.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'text' }] });
    expect((await coach.get(REPLIES)).parse(savedReplyList).items[0]?.attachments).toEqual([added, kept]);
  });
});

describe('What both carry', () => {
  it('is read by the coach who owns it and by nobody else', async () => {
    const [one, two] = await some();
    await scheduled(coach, client, { mediaIds: [one.id] });
    await saved([two.id]);
    const others = [client, await world.coach(), await world.admin()];
    for (const id of [one.id, two.id]) {
      expect(await Promise.all(others.map((person) => bytesOf(person, id)))).toEqual([404, 404, 404]);
      expect((await world.nobody().get(`/api/media/${id}`)).status).toBe(401);
      expect(await bytesOf(coach, id)).toBe(200);
    }
  });

  it.each(['scheduled', 'saved'] as const)(
    'by what is %s is named when it is not theirs or taken',
    async (how) => {
      const [held, free] = await some();
      await saved([held.id]);
      const foreign = await file(await world.coach());
      const post = (mediaIds: readonly number[]) =>
        how === 'saved'
          ? coach.post(REPLIES, { title: 'Any', text: 'x', mediaIds })
          : coach.post(threadPath(client), {
              text: 'x',
              sendAt: '2026-06-11T06:00:00Z',
              timeZone: 'UTC',
              mediaIds,
            });
      const eleven = Array.from({ length: 11 }, (_, index) => index + 1);
      for (const mediaIds of [[held.id], [foreign.id], [999_999], [free.id, free.id], eleven]) {
        const answer = await post(mediaIds);
        expect(answer.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'mediaIds' }] });
      }
      expect((await post([free.id])).status).toBe(201);
    },
  );
});
