import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ExerciseView } from '#contract/training';
import { dailyExercises } from '#server/db/schema/index';
import { advanceSchedules } from '#server/features/training/index';
import { createWorld, type World } from '../support/world.ts';
import type { Client, Person } from '../support/person.ts';
import { assigned, calendar, cardOf, datesOf, makeTemplate, someExercises } from './training.fixtures.ts';

/** A Wednesday. */
const TODAY = '2026-06-10';
const [MONDAY, FRIDAY] = [1, 5];

let world: World;
let coach: Person;
let client: Client;
let squat: ExerciseView;
let press: ExerciseView;

beforeAll(async () => {
  world = await createWorld();
  world.clock.set(`${TODAY}T12:00:00Z`);
  coach = await world.coach();
  [squat, press] = await someExercises(coach);
});
beforeEach(async () => {
  world.clock.set(`${TODAY}T12:00:00Z`);
  client = await world.client(coach);
});
afterAll(() => world.close());

const simple = () => makeTemplate(coach, [{ exerciseId: squat.id }, { exerciseId: press.id, weightKg: 40 }]);
const onDays = () =>
  makeTemplate(coach, [
    { exerciseId: squat.id, dayOfWeek: MONDAY },
    { exerciseId: squat.id, dayOfWeek: FRIDAY },
    { exerciseId: press.id },
  ]);

async function tick(scheduledId: number, exerciseId: number): Promise<void> {
  const path = `/api/scheduled-routines/${scheduledId}/exercises/${exerciseId}`;
  expect((await client.put(path, { done: true })).status).toBe(200);
}

async function passTo(day: string): Promise<void> {
  await advanceSchedules(world.services, new Date(`${day}T12:00:00Z`));
}

describe('As days pass', () => {
  it('the card moves to the next session, with one new rev, and once', async () => {
    const { id } = await onDays();
    const { assignment } = await assigned(coach, id, { clientId: client.id, assignedDate: TODAY });
    const before = await cardOf(client, assignment.assignmentId);
    await passTo('2026-06-12');
    expect(await cardOf(client, assignment.assignmentId)).toEqual(before);
    await Promise.all(Array.from({ length: 4 }, () => passTo('2026-06-13')));
    const after = await cardOf(client, assignment.assignmentId);
    expect(after.card.current?.scheduledDate).toBe('2026-06-15');
    expect(after.rev).toBe(before.rev + 1);
    await passTo('2026-06-30');
    expect(await cardOf(client, assignment.assignmentId)).toEqual(after);
  });

  it('a day passes when it does where the client lives', async () => {
    const far = await world.client(coach, { timeZone: 'Pacific/Kiritimati' });
    const { id } = await onDays();
    const { assignment } = await assigned(coach, id, { clientId: far.id, assignedDate: TODAY });
    const shown = async () => (await cardOf(far, assignment.assignmentId)).card.current?.scheduledDate;
    await advanceSchedules(world.services, new Date('2026-06-12T09:59:59Z'));
    expect(await shown()).toBe('2026-06-12');
    await advanceSchedules(world.services, new Date('2026-06-12T10:00:00Z'));
    expect(await shown()).toBe('2026-06-15');
  });

  it('a weekly plan keeps reaching eight weeks ahead, without a day twice', async () => {
    const { id } = await simple();
    await assigned(coach, id, { clientId: client.id, assignedDate: TODAY, isRecurring: true });
    await Promise.all([passTo('2026-06-24'), passTo('2026-06-24')]);
    const dates = await datesOf(client);
    expect(dates).toHaveLength(10);
    expect(new Set(dates).size).toBe(10);
    expect(dates.at(-1)).toBe('2026-08-12');
  });

  it('an assignment that cannot be stored, or a time zone nobody knows, holds up no other', async () => {
    const { id } = await onDays();
    const weekly = { assignedDate: TODAY, isRecurring: true };
    const broken = await world.client(coach);
    const lost = await world.client(coach);
    for (const one of [broken, lost]) await assigned(coach, id, { clientId: one.id, ...weekly });
    const { assignment } = await assigned(coach, id, { clientId: client.id, ...weekly });
    const { pool } = world.database.database;
    await pool.query("update users set time_zone = 'Mars/Olympus' where user_id = $1", [lost.id]);
    await pool.query(`
      create function refuse() returns trigger language plpgsql as $$ begin raise 'refused'; end $$;
      create trigger refuse_entry before insert on scheduled_routines for each row
        when (new.user_id = ${broken.id}) execute function refuse();
      create trigger refuse_move before update on client_routine_assignments for each row
        when (new.client_id = ${broken.id}) execute function refuse()`);
    const before = (await datesOf(client)).length;
    await passTo('2026-06-24');
    await pool.query('drop function refuse cascade');
    expect((await datesOf(client)).length).toBeGreaterThan(before);
    const { card } = await cardOf(client, assignment.assignmentId);
    expect(card.current?.scheduledDate).toBe('2026-06-26');
  });
});

describe('Ending an assignment', () => {
  it('removes what lies ahead and keeps logged work and the card', async () => {
    const { id } = await simple();
    const input = { clientId: client.id, assignedDate: TODAY, isRecurring: true };
    const { assignment } = await assigned(coach, id, input);
    const entries = await calendar(client);
    const [first, , third] = entries;
    await tick(first?.id ?? 0, squat.id);
    await tick(third?.id ?? 0, squat.id);
    const before = await cardOf(client, assignment.assignmentId);
    const path = `/api/routine-assignments/${assignment.assignmentId}`;
    expect((await coach.delete(path)).status).toBe(204);
    expect((await calendar(client)).map((entry) => entry.id)).toEqual([first?.id, third?.id]);
    const after = await cardOf(client, assignment.assignmentId);
    expect(after.card).toMatchObject({ status: 'ended', current: { scheduledId: first?.id } });
    expect(after.rev).toBe(before.rev + 1);
    expect((await coach.delete(path)).status).toBe(204);
    expect((await cardOf(client, assignment.assignmentId)).rev).toBe(after.rev);
  });

  it('leaves no session on a card whose plan was never begun', async () => {
    const { id } = await simple();
    const { assignment } = await assigned(coach, id, { clientId: client.id, assignedDate: TODAY });
    await coach.delete(`/api/routine-assignments/${assignment.assignmentId}`);
    const { card } = await cardOf(client, assignment.assignmentId);
    expect(card).toMatchObject({ status: 'ended', current: null, progress: { done: 0, total: 0 } });
    expect(await calendar(client)).toEqual([]);
  });

  it('lets nothing be ticked any more, and no day pass', async () => {
    const { id } = await simple();
    const input = { clientId: client.id, assignedDate: '2026-06-09' };
    const { assignment } = await assigned(coach, id, input);
    await coach.delete(`/api/routine-assignments/${assignment.assignmentId}`);
    const scheduledId = assignment.current?.scheduledId ?? 0;
    const path = `/api/scheduled-routines/${scheduledId}/exercises/${squat.id}`;
    expect((await client.put(path, { done: true })).body).toMatchObject({ code: 'conflict' });
    const { rev } = await cardOf(client, assignment.assignmentId);
    await passTo('2026-08-01');
    expect((await cardOf(client, assignment.assignmentId)).rev).toBe(rev);
  });

  it('racing ticks, keeps every entry with logged work', async () => {
    const { id } = await simple();
    const input = { clientId: client.id, assignedDate: TODAY, isRecurring: true };
    const { assignment } = await assigned(coach, id, input);
    const entries = await calendar(client);
    const [ended, ...ticks] = await Promise.all([
      coach.delete(`/api/routine-assignments/${assignment.assignmentId}`),
      ...entries.map((entry) =>
        client.put(`/api/scheduled-routines/${entry.id}/exercises/${squat.id}`, { done: true }),
      ),
    ]);
    expect(ended.status).toBe(204);
    const ticked = entries.filter((_, index) => ticks[index]?.status === 200).map((entry) => entry.id);
    expect((await calendar(client)).map((entry) => entry.id)).toEqual(ticked);
    for (const scheduledId of ticked) {
      const rows = await world.services.db
        .select()
        .from(dailyExercises)
        .where(eq(dailyExercises.scheduledId, scheduledId));
      expect(rows).toHaveLength(1);
    }
  });

  it("is for the client's coach", async () => {
    const { id } = await simple();
    const { assignment } = await assigned(coach, id, { clientId: client.id, assignedDate: TODAY });
    const path = `/api/routine-assignments/${assignment.assignmentId}`;
    expect((await (await world.coach()).delete(path)).status).toBe(404);
    expect((await (await world.admin()).delete(path)).status).toBe(404);
    expect((await client.delete(path)).status).toBe(403);
    expect((await coach.delete('/api/routine-assignments/999999')).status).toBe(404);
  });
});
