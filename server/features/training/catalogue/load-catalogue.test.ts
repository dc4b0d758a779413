import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exercises } from '#server/db/schema/index';
import { createTestDatabase, type TestDatabase } from '../../../../tests/support/database.ts';
import entries from './exercises.json' with { type: 'json' };
import { caloriesPerMinute, loadExerciseCatalogue } from './load-catalogue.ts';

let test: TestDatabase;
beforeAll(async () => {
  test = await createTestDatabase();
  await loadExerciseCatalogue(test.database.db);
});
afterAll(() => test.drop());

/** Every row with the transaction that last wrote it: a row left alone keeps its number. */
function versions() {
  return test.database.db
    .select({ name: exercises.name, writtenBy: sql<string>`${exercises}.xmin::text` })
    .from(exercises)
    .orderBy(exercises.name);
}

async function findByName(name: string) {
  const [row] = await test.database.db
    .select()
    .from(exercises)
    .where(sql`${exercises.name} = ${name}`);
  return row;
}

describe('the exercise catalogue', () => {
  it('offers every entry, with its energy for a person of 70 kg', async () => {
    expect(await test.database.db.$count(exercises)).toBe(entries.length);
    expect(await findByName('Push-Up')).toMatchObject({
      category: 'Strength',
      defaultCaloriesPerMinute: 4.7,
      aliases: ['Press-Up'],
      isPublic: true,
      source: 'free-exercise-db',
      sourceId: 'Pushups',
      licence: 'Public domain',
    });
  });

  it('counts one MET as 1.2 kcal per minute', () => {
    expect(caloriesPerMinute(1)).toBe(1.2);
    expect(caloriesPerMinute(8)).toBe(9.8);
  });

  it('writes nothing when loaded again', async () => {
    const before = await versions();
    await loadExerciseCatalogue(test.database.db);
    expect(await versions()).toEqual(before);
  });

  it('brings a changed row of its own back, and leaves one from elsewhere alone', async () => {
    const { db } = test.database;
    await db
      .update(exercises)
      .set({ category: 'Cardio' })
      .where(sql`name in ('Plank', 'Deadlift')`);
    await db
      .update(exercises)
      .set({ source: null, sourceId: null })
      .where(sql`name = 'Deadlift'`);
    await loadExerciseCatalogue(db);
    expect((await findByName('Plank'))?.category).toBe('Strength');
    expect((await findByName('Deadlift'))?.category).toBe('Cardio');
  });

  it('names no exercise twice, not even by another’s alias', () => {
    const names = entries.flatMap(({ name, aliases }) => [name, ...aliases].map((one) => one.toLowerCase()));
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});
