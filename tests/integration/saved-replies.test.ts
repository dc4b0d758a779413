import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { savedReplyAnswer, savedReplyList } from '#contract/saved-replies';
import { savedReplies } from '#server/db/schema/index';
import type { Person } from '../support/person.ts';
import { upTo } from '../support/thread.ts';
import { createWorld, type World } from '../support/world.ts';

let world: World;
let coach: Person;
beforeAll(async () => {
  world = await createWorld();
});
afterAll(() => world.close());
beforeEach(async () => {
  coach = await world.coach();
});

const PATH = '/api/saved-replies';

async function saved(title: string, text = 'Well done') {
  const answer = await coach.post(PATH, { title, text });
  expect(answer.status, answer.text).toBe(201);
  return answer.parse(savedReplyAnswer).reply;
}

async function titles(query = ''): Promise<string[]> {
  return (await coach.get(`${PATH}?limit=100${query}`)).parse(savedReplyList).items.map(({ title }) => title);
}

describe('Saved replies', () => {
  it('are kept with their fields, by title, for their coach alone', async () => {
    const reply = await saved(' Welcome ', 'Hi {first_name}, happy {day}!\n{coach_name}');
    await saved('apology');
    expect(reply).toMatchObject({ title: 'Welcome', text: 'Hi {first_name}, happy {day}!\n{coach_name}' });
    expect(await titles()).toEqual(['apology', 'Welcome']);
    const other = await world.coach();
    expect((await other.get(PATH)).parse(savedReplyList).items).toEqual([]);
    expect((await other.post(PATH, { title: 'Welcome', text: 'Mine' })).status).toBe(201);
  });

  it('can be changed and deleted', async () => {
    const { id } = await saved('Praise');
    const changed = await coach.patch(`${PATH}/${id}`, { text: 'Great, {First_Name}' });
    expect(changed.parse(savedReplyAnswer).reply).toMatchObject({
      title: 'Praise',
      text: 'Great, {First_Name}',
    });
    expect((await coach.patch(`${PATH}/${id}`, { title: 'Praise' })).status).toBe(200);
    expect((await coach.delete(`${PATH}/${id}`)).status).toBe(204);
    expect((await coach.delete(`${PATH}/${id}`)).status).toBe(404);
    expect(await titles()).toEqual([]);
  });

  it.each<[string, object]>([
    ['title', { title: ' ', text: 'x' }],
    ['title', { title: 'x'.repeat(81), text: 'x' }],
    ['title', { text: 'x' }],
    ['text', { title: 'x', text: '' }],
    ['text', { title: 'x', text: 'Hi {name}' }],
    ['', { title: 'x', text: 'x', coachId: 1 }],
  ])('name %s when that is not right: %j', async (path, input) => {
    const answer = await coach.post(PATH, input);
    expect(answer.status, answer.text).toBe(422);
    expect(answer.body).toMatchObject({ errors: [{ path }] });
  });

  it('name the field nothing can be filled in for, and those there are', async () => {
    const { id } = await saved('Plain');
    const answer = await coach.patch(`${PATH}/${id}`, { text: 'Your plan is {plan}' });
    expect(answer.body).toMatchObject({ errors: [{ path: 'text' }] });
    expect(answer.text).toMatch(/\{plan\}.*\{first_name\}.*\{date\}/);
  });

  it('have every title once, whoever is faster', async () => {
    const answers = await Promise.all(upTo(4).map(() => coach.post(PATH, { title: 'Once', text: 'x' })));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([201, 409, 409, 409]);
    const { id } = await saved('Twice');
    const renamed = await coach.patch(`${PATH}/${id}`, { title: 'Once' });
    expect(renamed.body).toMatchObject({ code: 'conflict', errors: [{ path: 'title' }] });
    expect(await titles()).toEqual(['Once', 'Twice']);
  });

  it('are two hundred at most, and come page by page', async () => {
    const rows = upTo(199).map((n) => ({ coachId: coach.id, title: `R ${n}`, content: 'x' }));
    await world.services.db.insert(savedReplies).values(rows);
    const tries = upTo(3).map((n) => coach.post(PATH, { title: `Last ${n}`, text: 'x' }));
    expect((await Promise.all(tries)).map(({ status }) => status).toSorted()).toEqual([201, 409, 409]);
    const first = (await coach.get(`${PATH}?limit=100`)).parse(savedReplyList);
    const all = [...first.items.map(({ title }) => title), ...(await titles(`&cursor=${first.nextCursor}`))];
    expect(new Set(all).size).toBe(200);
    expect(all.slice(1)).toEqual(rows.map(({ title }) => title).toSorted());
  });
});
