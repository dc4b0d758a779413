import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { ADDED_COLUMNS, ADDED_UNIQUES, COMPOSITE_REFERENCES, DELETE_ACTIONS } from './schema-additions.ts';
import {
  readChecks,
  readColumns,
  readCompositeReferences,
  readDeleteActions,
  readUniques,
} from './schema-catalog.ts';
import { SEED_COLUMNS, SEED_UNIQUES } from './schema-expectations.ts';
import { REFUSALS } from './schema-refusals.ts';
import { VALID_ROWS } from './schema-rows.ts';

let test: TestDatabase;
let columns: Record<string, Record<string, string>>;
let uniques: Record<string, string[]>;

beforeAll(async () => {
  test = await createTestDatabase();
  columns = await readColumns(test.database.pool);
  uniques = await readUniques(test.database.pool);
  await test.database.pool.query(VALID_ROWS);
});

afterAll(() => test.drop());

describe.each(Object.keys(SEED_COLUMNS))('the asked-for table %s', (table) => {
  it('has its fields with type, length, default, nullability, uniqueness and reference', () => {
    expect(columns[table]).toMatchObject(SEED_COLUMNS[table] ?? {});
  });

  it('has its uniqueness over several fields', () => {
    expect(uniques[table] ?? []).toEqual(expect.arrayContaining(SEED_UNIQUES[table] ?? []));
  });
});

describe('the schema as a whole', () => {
  it('has no table and no column beyond the asked-for and the decided ones', () => {
    const expected: Record<string, Record<string, string>> = {};
    for (const table of new Set([...Object.keys(SEED_COLUMNS), ...Object.keys(ADDED_COLUMNS)]))
      expected[table] = { ...SEED_COLUMNS[table], ...ADDED_COLUMNS[table] };
    expect(columns).toEqual(expected);
  });

  it.each(Object.entries(ADDED_UNIQUES))('keeps %s unique where we decided so', (table, expected) => {
    expect(uniques[table]).toEqual(expect.arrayContaining(expected));
  });

  it('ties what is somebody’s own to that person, and a quote to its thread', async () => {
    expect(await readCompositeReferences(test.database.pool)).toEqual(COMPOSITE_REFERENCES);
  });

  it('lets a delete take along only parts, never a person’s data by accident', async () => {
    expect(await readDeleteActions(test.database.pool)).toEqual(DELETE_ACTIONS);
  });

  it('has every check tried below', async () => {
    expect(Object.keys(REFUSALS).sort()).toEqual((await readChecks(test.database.pool)).sort());
  });
});

describe('a wrong value is refused', () => {
  it.each(Object.entries(REFUSALS))('by %s', async (check, change) => {
    await expect(test.database.pool.query(change)).rejects.toMatchObject({
      code: '23514',
      constraint: check,
    });
  });

  it('when an exercise stands twice in a routine, also for every day', async () => {
    const twice = `insert into routine_exercises (routine_id, exercise_id, sets, order_index) values (1, 1, 3, 1)`;
    await expect(test.database.pool.query(twice)).rejects.toMatchObject({ code: '23505' });
  });

  it('when a coach has two open invitations for one address', async () => {
    const second = `insert into invite_tokens (coach_id, email, token, expires_at)
      values (1, 'new@example.test', 'y', now())`;
    await expect(test.database.pool.query(second)).rejects.toMatchObject({ code: '23505' });
  });

  it('when a session in a calendar uses another person’s routine', async () => {
    const foreign = `insert into scheduled_routines (user_id, routine_id, scheduled_date)
      values (1, 1, '2026-01-06')`;
    await expect(test.database.pool.query(foreign)).rejects.toMatchObject({ code: '23503' });
  });
});
