import type { BenchDatabase } from './database.ts';

/** Somebody with an open session and one thread. */
export interface BenchPerson {
  readonly userId: number;
  readonly conversationId: number;
  readonly cookie: string;
}

/** Two people who share a thread. */
export type Pair = readonly [coach: BenchPerson, client: BenchPerson];

/** No password fits: nobody logs in, their sessions are simply there. */
const NO_PASSWORD = `$2b$11$${'.'.repeat(53)}`;

/** Stores that many coaches, each with one client, a thread and two open sessions, as a few statements. */
export async function insertPairs(database: BenchDatabase, count: number): Promise<Pair[]> {
  const prefix = `bench-${Date.now().toString(36)}`;
  const insertPeople = (role: string, coachOf: string) =>
    database.query(
      `insert into users (email, password_hash, display_name, role, coach_id)
       select $1 || '-${role.toLowerCase()}-' || n || '@bench.test', $2, '${role} ' || n, '${role}', ${coachOf}
       from generate_series(1, $3::int) n`,
      [prefix, NO_PASSWORD, count],
    );
  await insertPeople('COACH', 'null');
  await insertPeople(
    'CLIENT',
    `(select user_id from users where email = $1 || '-coach-' || n || '@bench.test')`,
  );
  await database.query(
    `insert into conversations (coach_id, client_id) select coach_id, user_id from users
     where email like $1 || '-client-%'`,
    [prefix],
  );
  await database.query(
    `insert into conversation_members (conversation_id, user_id)
     select conversation_id, unnest(array[c.coach_id, client_id]) from conversations c
     join users on user_id = client_id where email like $1 || '-client-%'`,
    [prefix],
  );
  await database.query(
    `insert into sessions (session_id, user_id, session_epoch, expires_at)
     select encode(sha256(convert_to($1 || '-session-' || user_id, 'utf8')), 'hex'), user_id, session_epoch,
       now() + interval '1 day' from users where email like $1 || '-%'`,
    [prefix],
  );
  // A first message would unlock an achievement, and be measured with it.
  await database.query(
    `insert into user_achievements (user_id, achievement_id)
     select user_id, achievement_id from users, achievements where email like $1 || '-client-%'`,
    [prefix],
  );
  await database.query('analyze');
  const rows = await database.query(
    `select conversation_id, c.coach_id, client_id from conversations c join users on user_id = client_id
     where email like $1 || '-client-%' order by conversation_id`,
    [prefix],
  );
  return rows.map((row) => {
    const conversationId = Number(row['conversation_id']);
    const person = (userId: number): BenchPerson => ({
      userId,
      conversationId,
      cookie: `spotter_session=${prefix}-session-${userId}`,
    });
    return [person(Number(row['coach_id'])), person(Number(row['client_id']))];
  });
}
