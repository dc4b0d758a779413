import { CLIENTS_OF_COACH, clientsIn, COACH_ID, LONG_THREADS, restOf } from './shape.ts';
import type { Shape } from './shape.ts';

/** What people say is much the same, and one made-up word in twenty thousand, so that there is something rare to look for. The dice are hashes of what they are thrown for: the same database every time. */
const FUNCTIONS = `
  create function pg_temp.dice(conversation int, seq int) returns bigint language sql immutable
    return abs(hashint8(conversation::bigint * 1000003 + seq)::bigint);
  create function pg_temp.is_check_in(seq int, length int) returns boolean language sql immutable
    return seq <= length - 4 and (length - 4 - seq) % 50 = 0 and (length - 4 - seq) / 50 < 104;
  create function pg_temp.week_of(seq int, length int) returns date language sql immutable
    return case when pg_temp.is_check_in(seq, length) then date '2026-06-01' - 7 * ((length - 4 - seq) / 50) end;
  create function pg_temp.by_client(conversation int, seq int, length int) returns boolean language sql immutable
    return pg_temp.is_check_in(seq, length) or seq = length - 3
      or (seq <> length - 7 and pg_temp.dice(conversation, seq) % 2 = 0);
  create function pg_temp.said(conversation int, seq int) returns text language sql immutable
    return substr(repeat('Sleep was better this week, and the squats felt lighter than on Monday. ', 16),
      1 + (pg_temp.dice(conversation, seq) % 900)::int, 20 + (pg_temp.dice(seq, conversation) % 140)::int)
      || ' lex' || translate((pg_temp.dice(conversation + 7, seq) % 20000)::text, '0123456789', 'abcdefghij');`;

/** Clients of one coach lie among those of all others, as when people join over the years. */
function people(shape: Shape): string {
  const coaches = shape.otherCoaches + 1;
  const clients = clientsIn(shape);
  return `
    insert into users (user_id, email, password_hash, display_name, role)
      select n, 'coach' || n || '@scale.test', '-', 'Coach ' || n, 'COACH' from generate_series(1, ${coaches}) n;
    insert into users (user_id, email, password_hash, display_name, role, coach_id, last_seen_at)
      select ${coaches} + n, 'client' || n || '@scale.test', '-',
        (array['Ada','Bela','Chidi','Dana','Emil','Fatma','Goran','Hana','Ines','Jonas'])[1 + n % 10] || ' ' ||
          (array['Okafor','Silva','Novak','Berg','Haddad','Ito','Kowalski'])[1 + n % 7] || ' ' || n,
        'CLIENT', case when n % ${everyNth(shape)} = 0 then ${COACH_ID} else 2 + n % ${shape.otherCoaches} end,
        timestamptz '2026-06-01'
      from generate_series(1, ${clients}) n;
    select setval('users_user_id_seq', ${coaches + clients});`;
}

/** One client in so many is the measured coach's. */
function everyNth(shape: Shape): number {
  return clientsIn(shape) / CLIENTS_OF_COACH;
}

function threads(shape: Shape): string {
  const [rest, others, nth] = [restOf(shape), clientsIn(shape) - CLIENTS_OF_COACH, everyNth(shape)];
  const length = `case
    when n % ${nth} > 0 then ${Math.floor(rest / others)} + (n - n / ${nth} <= ${rest % others})::int
    when n / ${nth} <= ${LONG_THREADS} then ${shape.inLongThread} else ${shape.inThread} end`;
  return `
    insert into conversations (conversation_id, coach_id, client_id, last_seq, rev, last_message_at, preview,
        preview_sender_id, preview_kind, created_at)
      select n, coach_id, user_id, length, length, timestamptz '2026-06-01' - (pg_temp.dice(n, 0) % 40000) * interval '1 minute',
        pg_temp.said(n, length), case when pg_temp.by_client(n, length, length) then user_id else coach_id end, 'text',
        timestamptz '2024-01-01'
      from (select user_id - ${shape.otherCoaches + 1} as n, * from users where role = 'CLIENT') u, lateral (select ${length} as length) l;
    select setval('conversations_conversation_id_seq', ${clientsIn(shape)});
    insert into conversation_members (conversation_id, user_id, delivered_seq, read_seq)
      select conversation_id, client_id, last_seq, last_seq from conversations;
    insert into conversation_members (conversation_id, user_id, delivered_seq, read_seq, unread_count)
      select conversation_id, coach_id, last_seq, greatest(last_seq - 2, 0),
        (select count(*) from generate_series(greatest(last_seq - 1, 1), last_seq) s
          where pg_temp.by_client(conversation_id, s, last_seq))
      from conversations;`;
}

/** What the cards show: a check-in for every fifty messages, an achievement, and in longer threads a plan. */
const CARDS = `
  insert into check_ins (client_id, week_of, weight, feeling, notes, submitted_at)
    select client_id, pg_temp.week_of(s, last_seq), 60 + s % 40, 1 + s % 5, pg_temp.said(conversation_id, s), '2026-06-01'
    from conversations, generate_series(last_seq - 4, greatest(1, last_seq - 4 - 103 * 50), -50) s where last_seq > 4;
  insert into user_achievements (user_id, achievement_id, unlocked_at)
    select client_id, (select min(achievement_id) from achievements), '2026-06-01' from conversations where last_seq > 5;
  insert into routine_templates (coach_id, name, exercises)
    select user_id, 'Strength', '[]' from users where role = 'COACH';
  insert into routines (user_id, name) select client_id, 'Strength' from conversations where last_seq > 100;
  insert into routine_exercises (routine_id, exercise_id, sets, reps, order_index)
    select routine_id, exercise_id, 3, 8, exercise_id
    from routines, (select exercise_id from exercises order by exercise_id limit 5) e;
  insert into client_routine_assignments (client_id, template_id, routine_id, assigned_date)
    select r.user_id, t.template_id, r.routine_id, '2026-06-01'
    from routines r join users u using (user_id) join routine_templates t on t.coach_id = u.coach_id;`;

/** Messages lie in the order of their time, so those of one thread are far apart, as when people wrote them. */
const MESSAGES = `
  insert into messages (conversation_id, seq, rev, sender_id, receiver_id, client_message_id, request_hash, kind, content,
      check_in_id, user_achievement_id, assignment_id, reply_to_seq, is_read, created_at)
    select conversation_id, seq, seq, case when by_client then client_id else coach_id end,
      case when by_client then coach_id else client_id end, md5(conversation_id || ':' || seq)::uuid,
      substr(encode(sha256(int4send(conversation_id) || int4send(seq)), 'base64'), 1, 43),
      case when check_in_id is not null then 'check_in' when user_achievement_id is not null then 'achievement'
        when assignment_id is not null then 'routine_assignment' else 'text' end,
      pg_temp.said(conversation_id, seq), check_in_id, user_achievement_id, assignment_id,
      case when seq > 3 and (last_seq - seq) % 10 = 5 then seq - 3 end,
      not by_client or seq <= last_seq - 2, timestamptz '2024-06-01' + at * interval '730 days'
    from (
      select c.conversation_id, c.coach_id, c.client_id, c.last_seq, s as seq, check_in_id, user_achievement_id,
        assignment_id, pg_temp.by_client(c.conversation_id, s, c.last_seq) as by_client,
        (s - 1 + (pg_temp.dice(c.conversation_id, s) % 1000) / 1000.0::float8) / c.last_seq as at
      from conversations c cross join lateral generate_series(1, c.last_seq) s
        left join check_ins i on i.client_id = c.client_id and i.week_of = pg_temp.week_of(s, c.last_seq)
        left join user_achievements a on a.user_id = c.client_id and s = c.last_seq - 3
        left join client_routine_assignments p on p.client_id = c.client_id and s = c.last_seq - 7
      order by at, c.conversation_id
    ) written`;

/** One step of filling an empty, migrated database with its catalogues. */
export interface Step {
  readonly what: string;
  readonly sql: string;
}

/** The steps, in order and for one connection: the first makes functions that only that one has. */
export function stepsFor(shape: Shape): Step[] {
  return [
    { what: 'people', sql: FUNCTIONS + people(shape) },
    { what: 'threads', sql: threads(shape) },
    { what: 'cards', sql: CARDS },
    { what: `${shape.messages.toLocaleString('en')} messages`, sql: MESSAGES },
  ];
}
