import { sql } from 'drizzle-orm';
import { type AnyPgColumn, boolean, date, foreignKey, index, integer } from 'drizzle-orm/pg-core';
import { pgTable, serial, unique } from 'drizzle-orm/pg-core';
import { between, createdAt, instant, setExactlyWhen } from './columns.ts';
import { routines } from './routines.ts';
import { scheduledRoutines } from './scheduled-routines.ts';
import { routineTemplates } from './templates.ts';
import { users } from './users.ts';

/** A template given to a client. Assignments end; they are not deleted. */
export const clientRoutineAssignments = pgTable(
  'client_routine_assignments',
  {
    assignmentId: serial('assignment_id').primaryKey(),
    clientId: integer('client_id')
      .notNull()
      .references(() => users.userId),
    templateId: integer('template_id')
      .notNull()
      .references(() => routineTemplates.templateId),
    /** The client's own copy of the template, made when it was assigned. */
    routineId: integer('routine_id').notNull(),
    assignedDate: date('assigned_date', { mode: 'string' }).notNull(),
    isRecurring: boolean('is_recurring').notNull().default(false),
    /** 0 is Sunday. */
    recurringDay: integer('recurring_day'),
    endedAt: instant('ended_at'),
    /** The planned session its card shows now. */
    currentScheduledId: integer('current_scheduled_id').references(
      (): AnyPgColumn => scheduledRoutines.scheduledId,
      {
        onDelete: 'set null',
      },
    ),
    createdAt: createdAt(),
  },
  (t) => [
    unique('client_routine_assignments_client_template_date_unique').on(
      t.clientId,
      t.templateId,
      t.assignedDate,
    ),
    // For what points at an assignment and names its client too.
    unique('client_routine_assignments_assignment_id_client_id_unique').on(t.assignmentId, t.clientId),
    foreignKey({
      name: 'client_routine_assignments_own_routine',
      columns: [t.routineId, t.clientId],
      foreignColumns: [routines.routineId, routines.userId],
    }),
    between('client_routine_assignments_recurring_day_range', t.recurringDay, 0, 6),
    setExactlyWhen('client_routine_assignments_recurring_has_day', t.recurringDay, sql`${t.isRecurring}`),
    index('client_routine_assignments_template_id_index').on(t.templateId),
    index('client_routine_assignments_routine_id_index').on(t.routineId),
    index('client_routine_assignments_current_scheduled_id_index').on(t.currentScheduledId),
  ],
);
