import { and, asc, eq, exists, notExists, or, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import type { ConditionType } from '#contract/enums';
import { longestStreak } from '#contract/rules/streak';
import { dayIn } from '#contract/rules/weeks';
import {
  achievements,
  checkIns,
  conversations,
  dailyExercises,
  dailyLogs,
  userAchievements,
  users,
} from '#server/db/schema/index';
import type { Db } from '#server/platform/postgres';

/** A client whose achievements count, with the thread they are posted into. */
export interface Achiever {
  userId: number;
  timeZone: string;
  conversationId: number;
}

export type Definition = Pick<
  typeof achievements.$inferSelect,
  'achievementId' | 'name' | 'conditionType' | 'conditionValue'
>;

/** Undefined for coaches, and for clients without a thread with their present coach. */
export async function achieverOf(db: Db, userId: number): Promise<Achiever | undefined> {
  const [achiever] = await db
    .select({
      userId: users.userId,
      timeZone: users.timeZone,
      conversationId: conversations.conversationId,
    })
    .from(users)
    .innerJoin(
      conversations,
      and(eq(conversations.clientId, users.userId), eq(conversations.coachId, users.coachId)),
    )
    .where(and(eq(users.userId, userId), eq(users.role, 'CLIENT')));
  return achiever;
}

/** What a person has not unlocked yet, easiest first. */
export async function missingAchievements(db: Db, userId: number): Promise<Definition[]> {
  const unlocked = db
    .select({ one: sql`1` })
    .from(userAchievements)
    .where(
      and(
        eq(userAchievements.achievementId, achievements.achievementId),
        eq(userAchievements.userId, userId),
      ),
    );
  return db
    .select({
      achievementId: achievements.achievementId,
      name: achievements.name,
      conditionType: achievements.conditionType,
      conditionValue: achievements.conditionValue,
    })
    .from(achievements)
    .where(notExists(unlocked))
    .orderBy(asc(achievements.conditionValue), asc(achievements.achievementId));
}

/** How much of each condition a person has reached. Weights in kg, streaks in days. */
export async function countsOf(db: Db, achiever: Achiever): Promise<Record<ConditionType, number>> {
  const { userId } = achiever;
  const [counts] = await db
    .select({
      messages_sent: messagesSent(sql`${userId}::integer`),
      check_ins_submitted: sql<number>`(select count(*) from check_ins where client_id = ${userId})`,
      workouts_completed: sql<number>`(select count(*) from scheduled_routines
        where user_id = ${userId} and is_completed)`,
      exercises_completed: sql<number>`(select count(*) from daily_exercises
        join daily_logs using (log_id) where user_id = ${userId})`,
      weight_gain: sql<number>`coalesce(
        (select weight from check_ins where client_id = ${userId} and weight is not null
          order by week_of desc limit 1)
        - (select weight from check_ins where client_id = ${userId} and weight is not null
          order by week_of limit 1), 0)`,
    })
    .from(users)
    .where(eq(users.userId, userId));
  if (!counts) throw new Error('A client vanished while being counted');
  const days_streak = longestStreak(await activeDays(db, achiever));
  return { ...counts, days_streak, weight_loss: -counts.weight_gain };
}

/** Counts no further than any achievement asks: a thread holds tens of thousands. */
export function messagesSent(senderId: SQL): SQL<number> {
  return sql`(select count(*) from (
    select from messages where sender_id = ${senderId} and kind = 'text' and deleted_at is null
    limit (select max(condition_value)::bigint from achievements where condition_type = 'messages_sent')
  ) sent)`;
}

/** Days, in the client's zone, with logged exercise, a measured weight or a submitted check-in. */
async function activeDays(db: Db, { userId, timeZone }: Achiever): Promise<string[]> {
  const work = db
    .select({ one: sql`1` })
    .from(dailyExercises)
    .where(eq(dailyExercises.logId, dailyLogs.logId));
  const [logged, told] = await Promise.all([
    db
      .select({ day: dailyLogs.date })
      .from(dailyLogs)
      .where(and(eq(dailyLogs.userId, userId), or(eq(dailyLogs.weightSource, 'measured'), exists(work)))),
    db.select({ at: checkIns.submittedAt }).from(checkIns).where(eq(checkIns.clientId, userId)),
  ]);
  return [...logged.map(({ day }) => day), ...told.map(({ at }) => dayIn(timeZone, at))];
}
