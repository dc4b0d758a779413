import type { BenchDatabase } from './database.ts';
import type { BenchPerson, Pair } from './people.ts';

/** The dice are hashes, thrown for how far from the end a message is: threads of any length end alike. */
const FUNCTIONS = `
  create or replace function bench_dice(a int, b int) returns int language sql immutable
    return abs(hashint4(a * 7919 + b) % 1000);
  create or replace function bench_text(back int) returns text language sql immutable
    return substr(repeat('Sleep was better this week, and the squats felt lighter than on Monday. ', 14),
      1 + bench_dice(back, 1) % 70,
      case when bench_dice(back, 2) < 500 then 8 + bench_dice(back, 3) % 60
        when bench_dice(back, 2) < 900 then 60 + bench_dice(back, 3) % 200 else 260 + bench_dice(back, 3) % 600 end);`;

/** Every fiftieth message is a check-in, one a week, and every tenth answers an earlier one. */
const CHECK_INS = `
  insert into check_ins (client_id, week_of, weight, feeling, notes, submitted_at)
  select $1::int, date '2026-06-01' - 7 * n, 60 + n % 40, 1 + n % 5, bench_text(n), timestamptz '2026-06-01' - n * interval '7 days'
  from generate_series(0, $2::int / 50 - 1) n`;

const MESSAGES = `
  insert into messages (conversation_id, seq, rev, sender_id, receiver_id, client_message_id, request_hash, kind, content,
    check_in_id, reply_to_seq, is_read, created_at)
  select $1::int, seq, seq, case when by_client then $3::int else $2::int end, case when by_client then $2::int else $3::int end,
    md5($1::int || ':' || seq)::uuid, substr(encode(sha256(int4send($1::int) || int4send(seq)), 'base64'), 1, 43),
    case when check_in_id is null then 'text' else 'check_in' end, bench_text(back), check_in_id,
    case when check_in_id is null and seq > 20 and back % 10 = 5 then seq - 3 - bench_dice(back, 4) % 15 end, true,
    now() - back * interval '17 minutes'
  from (
    select seq, $4::int - seq as back, check_in_id, check_in_id is not null or bench_dice($4::int - seq, 5) < 500 as by_client
    from generate_series(1, $4::int) seq
      left join check_ins on client_id = $3::int and ($4::int - seq) % 50 = 25
        and week_of = date '2026-06-01' - 7 * (($4::int - seq) / 50)
  ) written order by seq`;

/** Fills the empty thread of a pair with that many messages, all of them read; gives the coach's side. */
export async function fillThread(
  database: BenchDatabase,
  [coach, client]: Pair,
  count: number,
): Promise<BenchPerson> {
  const { conversationId } = coach;
  await database.query(FUNCTIONS);
  await database.query(CHECK_INS, [client.userId, count]);
  await database.query(MESSAGES, [conversationId, coach.userId, client.userId, count]);
  await database.query(
    `update conversations set last_seq = $2, rev = $2, last_message_at = now(), preview = 'The newest',
       preview_sender_id = $3, preview_kind = 'text' where conversation_id = $1`,
    [conversationId, count, client.userId],
  );
  await database.query(
    'update conversation_members set delivered_seq = $2, read_seq = $2 where conversation_id = $1',
    [conversationId, count],
  );
  await database.query('analyze');
  return coach;
}
