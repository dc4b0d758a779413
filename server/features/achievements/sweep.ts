import { sql } from 'drizzle-orm';
import type { Services } from '#server/kernel/context';
import type { Db } from '#server/platform/postgres';
import { evaluateAchievements } from './evaluate.ts';
import { messagesSent } from './queries.ts';

/**
 * Unlocks what was earned but never evaluated, because the process ended between the two. Run it at start, beside
 * everything else: a client who cannot be evaluated holds nobody up.
 */
export async function sweepAchievements(services: Services): Promise<void> {
  for (const userId of await overlooked(services.db)) {
    try {
      await evaluateAchievements(services, { userId });
    } catch (error) {
      services.logger.warn({ err: error, userId }, 'achievements: a client could not be evaluated');
    }
  }
}

/**
 * Clients who may lack something they earned. For streaks it asks for enough active days at all, which is cheap and
 * never too few; the evaluation is exact.
 */
async function overlooked(db: Db): Promise<number[]> {
  const found = await db.execute<{ user_id: number }>(sql`
    with reached (user_id, condition_type, amount) as (
      select user_id, 'messages_sent', ${messagesSent(sql`users.user_id`)} from users where role = 'CLIENT'
      union all
      select client_id, 'check_ins_submitted', count(*) from check_ins group by client_id
      union all
      select user_id, 'workouts_completed', count(*) from scheduled_routines where is_completed group by user_id
      union all
      select user_id, 'exercises_completed', count(*) from daily_exercises join daily_logs using (log_id)
        group by user_id
      union all
      select user_id, 'days_streak', sum(days) from (
        select user_id, count(*) as days from daily_logs group by user_id
        union all
        select client_id, count(*) from check_ins group by client_id
      ) active (user_id, days) group by user_id
    )
    select distinct client.user_id
    from users client
    join conversations thread on thread.client_id = client.user_id and thread.coach_id = client.coach_id
    join reached on reached.user_id = client.user_id
    join achievements goal
      on goal.condition_type = reached.condition_type and goal.condition_value <= reached.amount
    where client.role = 'CLIENT' and not exists (
      select from user_achievements got
      where got.user_id = client.user_id and got.achievement_id = goal.achievement_id)
    order by client.user_id`);
  return found.rows.map((row) => row.user_id);
}
