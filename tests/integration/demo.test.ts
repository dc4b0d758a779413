import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { reviewedCheckIn, submittedCheckIn } from '#contract/check-ins';
import { conversationView, messagePage } from '#contract/conversations';
import { DEMO_PASSWORD } from '#server/demo/accounts';
import { seedDemo } from '#server/demo/seed';
import { evaluateAchievements, sweepAchievements } from '#server/features/achievements/index';
import { advanceSchedules } from '#server/features/training/index';
import { httpClient, type HttpClient } from '../support/http.ts';
import { createWorld, type World } from '../support/world.ts';

const NOW = '2026-11-18T15:20:00.000Z';

const conversationList = z.object({ items: z.array(conversationView) });

const worlds: World[] = [];

async function demoWorld(now: string): Promise<World> {
  const world = await createWorld();
  worlds.push(world);
  world.clock.set(now);
  await seedDemo(world.services, world.media);
  return world;
}

async function rowsOf(world: World, query: string): Promise<Record<string, unknown>[]> {
  return (await world.services.db.execute(sql.raw(query))).rows;
}

async function logIn(world: World, who: string): Promise<HttpClient> {
  const visitor = world.nobody();
  const email = `${who}@demo.test`;
  const answer = await visitor.post('/api/auth/login', { email, password: DEMO_PASSWORD });
  expect(answer.status).toBe(200);
  const cookie = answer.headers.get('set-cookie')?.split(';')[0] ?? '';
  return httpClient(world.url, () => ({ origin: world.url, cookie }));
}

afterAll(async () => {
  for (const world of worlds) await world.close();
});

/** Each query finds what contradicts itself: nothing, in a database that only verbs wrote. */
const CONTRADICTIONS: Record<string, string> = {
  'seq has a gap or does not follow time': `
    select 1 from (select seq, created_at, conversation_id,
        row_number() over w as place, lag(created_at) over w as before
      from messages window w as (partition by conversation_id order by seq)) m
    where seq <> place or created_at < before`,
  'the counters differ from the messages': `
    select 1 from conversations c where last_seq <> (select count(*) from messages m where m.conversation_id = c.conversation_id)
      or rev <> (select coalesce(max(rev), 0) from messages m where m.conversation_id = c.conversation_id)`,
  'two messages share a rev': `
    select 1 from messages group by conversation_id, rev having count(*) > 1`,
  'the unread count is wrong': `
    select 1 from conversation_members u where unread_count <> (select count(*) from messages m
      where m.conversation_id = u.conversation_id and m.receiver_id = u.user_id and m.seq > u.read_seq)`,
  'is_read does not follow the watermark': `
    select 1 from messages m join conversation_members u
      on u.conversation_id = m.conversation_id and u.user_id = m.receiver_id
    where m.is_read <> (m.seq <= u.read_seq)`,
  'the preview is not the newest message': `
    select 1 from conversations c join messages m on m.conversation_id = c.conversation_id and m.seq = c.last_seq
    where (c.preview, c.preview_sender_id, c.preview_kind, c.last_message_at)
      is distinct from (left(m.content, 200), m.sender_id, m.kind, m.created_at)`,
  'a check-in to review shows no change, though others came before': `
    select 1 from check_ins c where reviewed_at is null and not exists (
      select from check_ins b where b.client_id = c.client_id and b.week_of = c.week_of - 7)`,
  'a watermark lies beyond the thread': `
    select 1 from conversation_members u join conversations c using (conversation_id) where delivered_seq > last_seq`,
  'somebody else wrote into a thread': `
    select 1 from messages m join conversations c using (conversation_id)
    where (m.sender_id, m.receiver_id) not in ((c.coach_id, c.client_id), (c.client_id, c.coach_id))`,
  'an active plan shows no coming session': `
    select 1 from client_routine_assignments a left join scheduled_routines s on s.scheduled_id = a.current_scheduled_id
    where ended_at is null and (s.scheduled_id is null or s.assignment_id <> a.assignment_id)`,
  'a session is done without its exercises': `
    select 1 from scheduled_routines s where is_completed and not exists (
      select from daily_exercises d where d.scheduled_id = s.scheduled_id)`,
  'a copy differs from its template': `
    select 1 from client_routine_assignments a join routine_templates t using (template_id)
    where jsonb_array_length(t.exercises) <> (select count(*) from routine_exercises e where e.routine_id = a.routine_id)`,
  'the burned calories of a day are not their sum': `
    select 1 from daily_logs l where burned_calories <> (
      select coalesce(sum(burned_calories), 0) from daily_exercises d where d.log_id = l.log_id)`,
  'a weight is out of the ordinary': `
    select 1 from check_ins where weight not between 45 and 130`,
  'a check-in was sent before its week or long after': `
    select 1 from check_ins c join users u on u.user_id = c.client_id
    where (submitted_at at time zone u.time_zone)::date not between week_of and week_of + 13`,
  'a card is missing': `
    select 1 from check_ins c where not exists (select from messages m where m.check_in_id = c.check_in_id)
    union all select 1 from user_achievements a
      where not exists (select from messages m where m.user_achievement_id = a.user_achievement_id)
    union all select 1 from client_routine_assignments a
      where not exists (select from messages m where m.assignment_id = a.assignment_id)`,
  'a review answer does not quote its card': `
    select 1 from check_ins c join messages card using (check_in_id)
      join messages answer on answer.message_id = c.review_message_id
    where answer.reply_to_seq is distinct from card.seq`,
  'reactions are not counted, or stand under what was not read': `
    select 1 from messages m where reaction_count <> (
      select count(*) from message_reactions r where r.message_id = m.message_id)
    union all select 1 from message_reactions r join messages m using (message_id)
      where r.user_id <> m.receiver_id or not m.is_read`,
  'a slot was left open': `select 1 from messages where content ~ '[{}\\[\\]|]'`,
};

// A quiet afternoon, a Monday just after midnight, and the night on which European clocks change.
describe.each([NOW, '2026-11-23T00:10:00.000Z', '2027-03-28T01:30:00.000Z'])('the demo made at %s', (now) => {
  let world: World;

  beforeAll(async () => {
    world = await demoWorld(now);
  });

  it.each(Object.keys(CONTRADICTIONS))('never says: %s', async (what) => {
    expect(await rowsOf(world, CONTRADICTIONS[what] ?? '')).toEqual([]);
  });

  it('tells nothing of the future, and something of the last hours', async () => {
    const [newest] = await rowsOf(
      world,
      `select max(created_at) <= '${now}' as past, max(created_at) > '${now}'::timestamptz - interval '4 hours' as recent
       from messages`,
    );
    expect(newest).toEqual({ past: true, recent: true });
  });

  it('leaves the live rules nothing to unlock and the calendar nothing to move', async () => {
    const state = 'select sum(rev) as revs, count(*) as threads from conversations';
    const before = await rowsOf(world, state);
    await sweepAchievements(world.services);
    for (let userId = 4; userId <= 27; userId += 1) await evaluateAchievements(world.services, { userId });
    await advanceSchedules(world.services, world.clock.now());
    expect(await rowsOf(world, state)).toEqual(before);
  });
});

describe('the demo workspace', () => {
  let world: World;

  beforeAll(async () => {
    world = await demoWorld(NOW);
  });

  it('has two coaches, 24 clients and six months of everything', async () => {
    const [counts] = await rowsOf(
      world,
      `select (select count(*) from users where role = 'CLIENT' and coach_id = 2) as first,
        (select count(*) from users where role = 'CLIENT' and coach_id = 3) as second,
        (select count(*) from messages) > 1500 as messages,
        (select count(*) from check_ins) > 300 as check_ins,
        (select count(*) from check_ins where reviewed_at is null) as to_review,
        (select count(*) from scheduled_routines where is_completed) > 1000 as workouts,
        (select count(distinct content) from messages where kind = 'text')::float
          / (select count(*) from messages where kind = 'text') > 0.5 as varied,
        (select brand_name from brand_settings) as brand`,
    );
    expect(counts).toMatchObject({ first: 20, second: 4, messages: true, check_ins: true, to_review: 5 });
    expect(counts).toMatchObject({ workouts: true, varied: true, brand: 'Northside Strength' });
  });

  it('tells the same story when it is told again', async () => {
    const again = await demoWorld(NOW);
    const columns = 'conversation_id, seq, rev, sender_id, kind, content, reply_to_seq, is_read, created_at';
    const story = `select md5(string_agg(m::text, '' order by conversation_id, seq)) from (select ${columns} from messages) m`;
    expect(await rowsOf(again, story)).toEqual(await rowsOf(world, story));
  });

  it('has pictures that can be opened', async () => {
    const coach = await logIn(world, 'coach');
    const { items } = (await coach.get('/api/conversations/1/messages?limit=100')).parse(messagePage);
    const [picture] = items.flatMap(({ attachments }) => attachments);
    expect(picture).toMatchObject({ kind: 'image', width: 1080, height: 1350 });
    const answer = await coach.get(`/api/media/${picture?.id}`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'image/webp']);
    expect(await rowsOf(world, 'select * from blob_removals')).toEqual([]);
  });

  it('is not made a second time', async () => {
    const count = 'select (select count(*) from users) as users, (select count(*) from messages) as messages';
    const before = await rowsOf(world, count);
    await seedDemo(world.services, world.media);
    expect(await rowsOf(world, count)).toEqual(before);
  });

  it('shows client1 with a session under way, a check-in to review and an open question', async () => {
    const coach = await logIn(world, 'coach');
    const { items } = (await coach.get('/api/conversations/1/messages?limit=100')).parse(messagePage);
    const cards = items.flatMap(({ card }) => card ?? []);
    const plans = cards.filter((card) => card.kind === 'routine_assignment');
    expect(plans.map(({ progress }) => progress)).toContainEqual({ done: 2, total: 5 });
    expect(cards).toContainEqual(
      expect.objectContaining({ kind: 'check_in', status: 'submitted', weightDelta: -0.6 }),
    );
    expect(cards).toContainEqual(expect.objectContaining({ kind: 'achievement', name: '7-day streak' }));
    const inbox = (await coach.get('/api/conversations?limit=100')).parse(conversationList);
    expect(inbox.items).toHaveLength(20);
    expect(inbox.items.find(({ id }) => id === 1)?.unreadCount).toBe(2);
  });

  it('goes on: a client ticks and checks in, the coach reviews', async () => {
    const [client, coach] = await Promise.all([logIn(world, 'client1'), logIn(world, 'coach')]);
    const [due] = await rowsOf(
      world,
      `select s.scheduled_id, e.exercise_id from scheduled_routines s
       join routine_exercises e using (routine_id)
       where s.user_id = 4 and s.scheduled_date = '2026-11-18' and e.day_of_week is null and order_index = 4`,
    );
    const path = `/api/scheduled-routines/${String(due?.['scheduled_id'])}/exercises/${String(due?.['exercise_id'])}`;
    expect((await client.put(path, { done: true })).status).toBe(200);
    const newcomer = await logIn(world, 'client10');
    const told = await newcomer.post('/api/check-ins', { weight: 95, feeling: 4 });
    expect(told.status).toBe(201);
    const { checkIn } = told.parse(submittedCheckIn);
    const review = await coach.post(`/api/check-ins/${checkIn.checkInId}/review`, { reply: 'A good start.' });
    expect(review.parse(reviewedCheckIn).checkIn.status).toBe('reviewed');
  });
});
