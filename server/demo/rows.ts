import { dayIn } from '#contract/rules/weeks';
import type {
  checkIns,
  clientRoutineAssignments,
  conversationMembers,
  conversations,
  dailyExercises,
  dailyLogs,
  inviteTokens,
  messageReactions,
  messages,
  routineExercises,
  routines,
  routineTemplates,
  savedReplies,
  scheduledMessages,
  scheduledRoutines,
  userAchievements,
  users,
} from '#server/db/schema/index';
import type { Plan } from './happenings.ts';
import type { SentPicture } from './pictures.ts';

export type MessageRow = Omit<
  typeof messages.$inferSelect,
  'clientMessageId' | 'requestHash' | 'editedAt' | 'deletedAt'
>;
type Entry = typeof scheduledRoutines.$inferSelect;
type Assignment = typeof clientRoutineAssignments.$inferSelect;
type CheckIn = Omit<
  typeof checkIns.$inferSelect,
  'photoFront' | 'photoSide' | 'photoBack' | 'reviewMessageId' | 'reviewRequestId'
>;
type DailyLog = Omit<typeof dailyLogs.$inferSelect, 'consumedCalories'>;

/** Every row of the demo before it is stored, with the ids it will have. */
export class Rows {
  readonly users: (typeof users.$inferInsert)[] = [];
  readonly inviteTokens: (typeof inviteTokens.$inferInsert)[] = [];
  readonly routineTemplates: (typeof routineTemplates.$inferInsert)[] = [];
  readonly routines: (typeof routines.$inferInsert)[] = [];
  readonly routineExercises: (typeof routineExercises.$inferInsert)[] = [];
  readonly assignments: Assignment[] = [];
  readonly scheduledRoutines: Entry[] = [];
  readonly conversations: (typeof conversations.$inferInsert)[] = [];
  readonly conversationMembers: (typeof conversationMembers.$inferInsert)[] = [];
  readonly checkIns: CheckIn[] = [];
  readonly dailyLogs: DailyLog[] = [];
  readonly dailyExercises: (typeof dailyExercises.$inferSelect)[] = [];
  readonly userAchievements: (typeof userAchievements.$inferSelect)[] = [];
  readonly messages: MessageRow[] = [];
  readonly messageReactions: (typeof messageReactions.$inferInsert)[] = [];
  readonly pictures: SentPicture[] = [];
  readonly savedReplies: (typeof savedReplies.$inferInsert)[] = [];
  readonly scheduledMessages: (typeof scheduledMessages.$inferInsert)[] = [];
  /** The coach's answer of each reviewed check-in that has one. */
  readonly reviewMessages = new Map<number, number>();
  readonly #entries = new Map<Plan, Map<string, Entry>>();

  /** Adds a row that is made with the next id of its table. */
  add<Table extends 'checkIns' | 'dailyLogs' | 'dailyExercises' | 'userAchievements' | 'messages'>(
    table: Table,
    make: (id: number) => Rows[Table][number],
  ): Rows[Table][number] {
    const rows: Rows[Table][number][] = this[table];
    const row = make(rows.length + 1);
    rows.push(row);
    return row;
  }

  setBurned(logId: number, burnedCalories: number, updatedAt: Date): void {
    const log = this.dailyLogs[logId - 1];
    if (log) Object.assign(log, { burnedCalories, updatedAt });
  }

  /** The session of a plan on a day. @throws Error when the plan has none then */
  entryOf(plan: Plan, day: string): Entry {
    const entry = this.#entries.get(plan)?.get(day);
    if (!entry) throw new Error(`Nothing is planned on ${day}`);
    return entry;
  }

  /** The client's copy of a template, with its days in the calendar. Gives the id of the assignment. */
  addPlan(plan: Plan, { clientId }: { clientId: number }, at: Date): number {
    const { template, assignedDay, isRecurring, recurringDay, endedAt } = plan;
    const routineId = this.routines.length + 1;
    const assignmentId = this.assignments.length + 1;
    const { name, description } = template;
    const isActive = endedAt === null;
    const updatedAt = endedAt === null ? at : new Date(endedAt);
    this.routines.push({
      ...{ routineId, userId: clientId, name, description, isActive, createdAt: at, updatedAt },
    });
    for (const line of template.lines) {
      this.routineExercises.push({ ...line, routineId, routineExerciseId: this.routineExercises.length + 1 });
    }
    this.assignments.push({
      ...{
        assignmentId,
        clientId,
        templateId: template.id,
        routineId,
        assignedDate: assignedDay,
        isRecurring,
      },
      ...{ recurringDay, endedAt: endedAt === null ? null : new Date(endedAt) },
      ...{ currentScheduledId: null, createdAt: at },
    });
    const entries = plan.dates.map((scheduledDate, index): Entry => ({
      ...{
        scheduledId: this.scheduledRoutines.length + 1 + index,
        userId: clientId,
        routineId,
        assignmentId,
      },
      ...{
        scheduledDate,
        status: 'planned',
        isCompleted: false,
        completedAt: null,
        createdAt: at,
        updatedAt: at,
      },
    }));
    this.scheduledRoutines.push(...entries);
    this.#entries.set(plan, new Map(entries.map((entry) => [entry.scheduledDate, entry])));
    return assignmentId;
  }

  /** Points every plan of a client at the session its card shows: the next one, else the last. */
  showCurrent(clientId: number, timeZone: string, now: Date): void {
    const today = dayIn(timeZone, now);
    for (const assignment of this.assignments) {
      if (assignment.clientId !== clientId) continue;
      const own = this.scheduledRoutines.filter(
        ({ assignmentId }) => assignmentId === assignment.assignmentId,
      );
      const next = own.find(({ scheduledDate }) => scheduledDate >= today) ?? own.at(-1);
      assignment.currentScheduledId = next?.scheduledId ?? null;
    }
  }
}
