import { addDays, dayIn } from '#contract/rules/weeks';
import { burnedCalories } from '#contract/rules/energy';
import type { ConditionType } from '#contract/enums';
import { achievementText } from '#server/features/achievements/present';
import { checkInText } from '#server/features/check-ins/present';
import { previewOf } from '#server/features/conversations/numbering';
import { assignmentText } from '#server/features/training/present';
import { unreachable } from '#server/kernel/errors';
import type { Happening, Plan, Said, Side, Told, Trained } from './happenings.ts';
import { Random } from './random.ts';
import type { CatalogueEntry } from './templates.ts';
import type { MessageRow, Rows } from './rows.ts';

export interface Definition {
  achievementId: number;
  name: string;
  conditionType: ConditionType;
  conditionValue: number;
}

export interface Thread {
  rows: Rows;
  conversationId: number;
  coachId: number;
  clientId: number;
  timeZone: string;
  joinedAt: number;
  definitions: readonly Definition[];
  exercises: ReadonlyMap<number, CatalogueEntry>;
}

const REACTION_SHARE = 0.06;
const REACTIONS = ['👍', '💪', '❤️', '😂', '🙏', '🔥'];
/** For cards. */
const CHEERS = ['💪', '🔥', '👏', '🎉'];

type NewMessage = Pick<MessageRow, 'senderId' | 'content'> & Partial<MessageRow>;

/** Lives through what happened in a thread and leaves the rows that the verbs would have left. */
export class Replay {
  readonly #messages: MessageRow[] = [];
  readonly #posted = new Map<object, MessageRow>();
  readonly #unlocked = new Set<number>();
  readonly #activeDays = new Set<string>();
  readonly #counts = { messages_sent: 0, check_ins_submitted: 0, workouts_completed: 0, days_streak: 0 };
  readonly #firstUnread: Partial<Record<Side, number>> = {};
  readonly #logs = new Map<string, { logId: number; burnedCalories: number; weight: number | null }>();
  #rev = 0;
  #weight: number | null = null;

  constructor(private readonly thread: Thread) {}

  /** @returns when the client did something last; null when never */
  run(happenings: readonly Happening[]): number | null {
    for (const happening of happenings) this.#live(happening);
    this.#react();
    this.#settle();
    const own = happenings.filter((one) =>
      'by' in one ? one.by === 'client' : one.kind === 'told' || one.kind === 'trained',
    );
    return own.at(-1)?.at ?? null;
  }

  #live(happening: Happening): void {
    switch (happening.kind) {
      case 'said':
        this.#say(happening);
        break;
      case 'told':
        this.#tell(happening);
        break;
      case 'reviewed':
        this.#review(happening.of, happening.at, happening.reply);
        break;
      case 'assigned':
        this.#assign(happening.plan, happening.at);
        break;
      case 'ended':
        this.#touch(happening.plan);
        break;
      case 'trained':
        this.#train(happening);
        break;
      default:
        unreachable(happening);
    }
  }

  #say(said: Said): void {
    const { coachId, clientId } = this.thread;
    const replyToSeq = said.quotes && (this.#posted.get(said.quotes)?.seq ?? null);
    const row = this.#post(said.at, {
      ...{ senderId: said.by === 'coach' ? coachId : clientId, content: said.text },
      ...(replyToSeq != null && { replyToSeq }),
      ...(said.picture && { attachmentCount: 1 }),
    });
    this.#posted.set(said, row);
    const { messageId, senderId: ownerId, createdAt } = row;
    if (said.picture)
      this.thread.rows.pictures.push({ picture: said.picture, messageId, ownerId, createdAt });
    if (said.unread) this.#firstUnread[said.by] ??= row.seq;
    if (said.by === 'client') this.#count('messages_sent', said.at);
  }

  #tell(told: Told): void {
    const { rows, clientId, timeZone } = this.thread;
    const { weekOf, weight, feeling, notes } = told;
    const at = new Date(told.at);
    const checkInId = rows.add('checkIns', (id) => ({
      ...{ checkInId: id, clientId, weekOf, weight, feeling, notes },
      ...{ submittedAt: at, reviewedAt: null, reviewedBy: null, createdAt: at, updatedAt: at },
    })).checkInId;
    const content = checkInText({ weight, feeling, notes });
    const row = this.#post(told.at, { senderId: clientId, kind: 'check_in', content, checkInId });
    this.#posted.set(told, row);
    if (told.unread) this.#firstUnread.client ??= row.seq;
    this.#weight = weight ?? this.#weight;
    this.#active(dayIn(timeZone, at));
    this.#count('check_ins_submitted', told.at);
  }

  #review(told: Told, at: number, reply: string | null): void {
    const card = this.#posted.get(told);
    if (!card) return;
    const answer =
      reply === null
        ? undefined
        : this.#post(at, {
            ...{ senderId: this.thread.coachId, content: reply, replyToSeq: card.seq },
          });
    const checkIn = this.thread.rows.checkIns.find(({ checkInId }) => checkInId === card.checkInId);
    if (!checkIn) return;
    const when = new Date(at);
    Object.assign(checkIn, { reviewedAt: when, reviewedBy: this.thread.coachId, updatedAt: when });
    if (answer) this.thread.rows.reviewMessages.set(checkIn.checkInId, answer.messageId);
    this.#touch(told);
  }

  #assign(plan: Plan, at: number): void {
    const assignmentId = this.thread.rows.addPlan(plan, this.thread, new Date(at));
    const content = assignmentText(plan.template.name, plan.template.lines.length);
    const { coachId } = this.thread;
    this.#posted.set(
      plan,
      this.#post(at, { senderId: coachId, kind: 'routine_assignment', content, assignmentId }),
    );
  }

  #train({ plan, day, ticks, at, whole }: Trained): void {
    const { rows, exercises } = this.thread;
    const scheduled = rows.entryOf(plan, day);
    const log = this.#logOf(day, ticks[0]?.at ?? at);
    for (const tick of ticks) {
      const { exerciseId, sets, reps, durationMinutes, weightKg } = tick;
      const perMinute = exercises.get(exerciseId)?.caloriesPerMinute ?? 0;
      const burned = burnedCalories({ sets, reps, durationMinutes }, perMinute, log.weight);
      log.burnedCalories = Math.round((log.burnedCalories + burned) * 10) / 10;
      rows.add('dailyExercises', (id) => ({
        ...{ dailyExerciseId: id, logId: log.logId, scheduledId: scheduled.scheduledId, exerciseId },
        ...{ setsDone: sets, repsDone: reps, durationMinutes, weightKg, burnedCalories: burned },
        createdAt: new Date(tick.at),
      }));
      this.#touch(plan);
    }
    rows.setBurned(log.logId, log.burnedCalories, new Date(at));
    this.#active(day);
    if (!whole) {
      this.#unlock(at);
      return;
    }
    Object.assign(scheduled, {
      status: 'done',
      isCompleted: true,
      completedAt: new Date(at),
      updatedAt: new Date(at),
    });
    this.#count('workouts_completed', at);
  }

  #logOf(day: string, at: number) {
    const known = this.#logs.get(day);
    if (known) return known;
    const weight = this.#weight;
    const { logId } = this.thread.rows.add('dailyLogs', (id) => ({
      ...{ logId: id, userId: this.thread.clientId, date: day, weight: weight ?? 0 },
      ...{ weightSource: weight === null ? 'unknown' : 'carried', burnedCalories: 0 },
      ...{ createdAt: new Date(at), updatedAt: new Date(at) },
    }));
    const log = { logId, burnedCalories: 0, weight };
    this.#logs.set(day, log);
    return log;
  }

  #active(day: string): void {
    this.#activeDays.add(day);
    let first = day;
    let last = day;
    while (this.#activeDays.has(addDays(first, -1))) first = addDays(first, -1);
    while (this.#activeDays.has(addDays(last, 1))) last = addDays(last, 1);
    const run = Math.round((Date.parse(last) - Date.parse(first)) / 86_400_000) + 1;
    this.#counts.days_streak = Math.max(this.#counts.days_streak, run);
  }

  #count(what: 'messages_sent' | 'check_ins_submitted' | 'workouts_completed', at: number): void {
    this.#counts[what] += 1;
    this.#unlock(at);
  }

  /** Posts what was just earned, as the live rules do. */
  #unlock(at: number): void {
    const { rows, clientId, definitions } = this.thread;
    const counts: Partial<Record<ConditionType, number>> = this.#counts;
    for (const { achievementId, name, conditionType, conditionValue } of definitions) {
      if (this.#unlocked.has(achievementId) || (counts[conditionType] ?? 0) < conditionValue) continue;
      this.#unlocked.add(achievementId);
      const unlockedAt = new Date(at);
      const { userAchievementId } = rows.add('userAchievements', (id) => ({
        ...{ userAchievementId: id, userId: clientId, achievementId, unlockedAt },
      }));
      this.#post(at, {
        senderId: clientId,
        kind: 'achievement',
        content: achievementText(name),
        userAchievementId,
      });
    }
  }

  #post(at: number, message: NewMessage): MessageRow {
    const { rows, conversationId, coachId, clientId } = this.thread;
    const seq = this.#messages.length + 1;
    this.#rev += 1;
    const row = rows.add('messages', (messageId) => ({
      ...{ messageId, conversationId, seq, rev: this.#rev, kind: 'text', createdAt: new Date(at) },
      ...{ receiverId: message.senderId === coachId ? clientId : coachId },
      ...{ checkInId: null, assignmentId: null, userAchievementId: null, replyToSeq: null, isRead: false },
      ...{ attachmentCount: 0, reactionCount: 0 },
      ...message,
    }));
    this.#messages.push(row);
    return row;
  }

  #touch(thing: object): void {
    const message = this.#posted.get(thing);
    if (!message) throw new Error('What changed was never posted');
    this.#rev += 1;
    message.rev = this.#rev;
  }

  /** Now and then a message gets an emoji instead of an answer, before whatever comes next in the thread. */
  #react(): void {
    const random = new Random(this.thread.conversationId);
    const unread = Math.min(this.#firstUnread.coach ?? Infinity, this.#firstUnread.client ?? Infinity);
    for (const message of this.#messages.slice(0, -1)) {
      if (message.seq >= unread || !random.chance(REACTION_SHARE)) continue;
      const { messageId, receiverId, createdAt } = message;
      const emoji = random.pick(message.kind === 'text' ? REACTIONS : CHEERS);
      this.thread.rows.messageReactions.push({ messageId, userId: receiverId, emoji, createdAt });
      this.#rev += 1;
      Object.assign(message, { rev: this.#rev, reactionCount: 1 });
    }
  }

  /** Leaves the inbox row, and how far each of the two has read. */
  #settle(): void {
    const { rows, conversationId, coachId, clientId, joinedAt } = this.thread;
    const newest = this.#messages.at(-1);
    rows.conversations.push({
      ...{ conversationId, coachId, clientId, lastSeq: this.#messages.length, rev: this.#rev },
      ...{ lastMessageAt: newest?.createdAt ?? null, preview: newest ? previewOf(newest.content) : null },
      ...{ previewSenderId: newest?.senderId ?? null, previewKind: newest?.kind ?? null },
      createdAt: new Date(joinedAt),
    });
    this.#member(coachId, this.#firstUnread.client);
    this.#member(clientId, this.#firstUnread.coach);
  }

  #member(userId: number, firstUnread: number | undefined): void {
    const { rows, conversationId } = this.thread;
    const readSeq = (firstUnread ?? this.#messages.length + 1) - 1;
    const received = this.#messages.filter((message) => message.receiverId === userId);
    for (const message of received) message.isRead = message.seq <= readSeq;
    rows.conversationMembers.push({
      ...{ conversationId, userId, readSeq, deliveredSeq: this.#messages.length },
      unreadCount: received.filter(({ seq }) => seq > readSeq).length,
    });
  }
}
