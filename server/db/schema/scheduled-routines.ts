import { sql } from 'drizzle-orm';
import { type AnyPgColumn, boolean, check, date, foreignKey, index, integer } from 'drizzle-orm/pg-core';
import { pgTable, serial, unique, varchar } from 'drizzle-orm/pg-core';
import { SCHEDULE_STATUSES } from '#contract/enums';
import { clientRoutineAssignments } from './assignments.ts';
import { createdAt, instant, oneOf, setExactlyWhen, updatedAt } from './columns.ts';
import { routines } from './routines.ts';
import { users } from './users.ts';

/** A session in somebody's calendar. */
export const scheduledRoutines = pgTable(
  'scheduled_routines',
  {
    scheduledId: serial('scheduled_id').primaryKey(),
    userId: integer('user_id')
      .notNull()
      .references(() => users.userId),
    routineId: integer('routine_id')
      .notNull()
      .references(() => routines.routineId),
    /** Where it came from; null when the person planned it alone. */
    assignmentId: integer('assignment_id').references(
      (): AnyPgColumn => clientRoutineAssignments.assignmentId,
    ),
    scheduledDate: date('scheduled_date', { mode: 'string' }).notNull(),
    status: varchar('status', { length: 20, enum: SCHEDULE_STATUSES }).notNull().default('planned'),
    isCompleted: boolean('is_completed').notNull().default(false),
    completedAt: instant('completed_at'),
    createdAt: createdAt(),
    updatedAt: updatedAt(),
  },
  (t) => [
    unique('scheduled_routines_user_routine_date_unique').on(t.userId, t.routineId, t.scheduledDate),
    foreignKey({
      name: 'scheduled_routines_own_routine',
      columns: [t.routineId, t.userId],
      foreignColumns: [routines.routineId, routines.userId],
    }),
    foreignKey({
      name: 'scheduled_routines_own_assignment',
      columns: [t.assignmentId, t.userId],
      foreignColumns: [clientRoutineAssignments.assignmentId, clientRoutineAssignments.clientId],
    }),
    oneOf('scheduled_routines_status_known', t.status, SCHEDULE_STATUSES),
    check('scheduled_routines_completed_is_done', sql`${t.isCompleted} = (${t.status} = 'done')`),
    setExactlyWhen('scheduled_routines_completed_at_is_done', t.completedAt, sql`${t.status} = 'done'`),
    index('scheduled_routines_user_id_date_index').on(t.userId, t.scheduledDate),
    index('scheduled_routines_routine_id_index').on(t.routineId),
    index('scheduled_routines_assignment_id_date_index').on(t.assignmentId, t.scheduledDate),
  ],
);
