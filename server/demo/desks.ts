import { addDays, dayIn } from '#contract/rules/weeks';
import { CLIENTS, COACHES } from './cast/index.ts';
import { DAY_MS, instantAt } from './local-time.ts';
import type { Rows } from './rows.ts';

/** What a coach keeps at hand: said often enough to have been written down. */
const SAVED_REPLIES = [
  [
    'Welcome',
    'Welcome, {first_name}! Have a look at Today: it always shows the one next thing. Ask me here about anything.',
  ],
  [
    'Check-in reminder',
    'Hi {first_name}, I have not seen a check-in for this week yet. Two minutes are enough: weight, how you feel, one sentence.',
  ],
  [
    'Form video',
    'Could you film one set of that from the side, {first_name}? Phone on the floor, whole body in the picture. Then I can see what is going on.',
  ],
  [
    'Missed session',
    'No drama about the missed one, {first_name}. Leave it out, do the next session as planned, and tell me how it went.',
  ],
  [
    'Sore',
    'That is normal in the first weeks. Walk, sleep, eat enough protein, and take 10% off if it is still there at your next session.',
  ],
] as const;

/** Coach, client as their place in the cast, hour of the client's next morning, text. */
const LATER = [
  [0, 0, 7, 'Big day today. Warm up slowly, and stop the set when the bar slows down.'],
  [0, 4, 18, 'How did the first session on the new plan feel?'],
  [1, 20, 8, 'Good morning! Weigh in before breakfast and send the check-in when you are ready.'],
] as const;

/** What lies on the coaches' desks: saved replies, and messages that leave tomorrow. */
export function addDesks(rows: Rows, { now, firstCoachId }: { now: Date; firstCoachId: number }): void {
  const createdAt = new Date(now.getTime() - 90 * DAY_MS);
  COACHES.forEach((_, coach) => {
    for (const [title, content] of SAVED_REPLIES) {
      const savedReplyId = rows.savedReplies.length + 1;
      const coachId = firstCoachId + coach;
      rows.savedReplies.push({ savedReplyId, coachId, title, content, createdAt, updatedAt: createdAt });
    }
  });
  for (const [coach, client, hour, content] of LATER)
    addLater(rows, { now, firstCoachId, coach, client, hour, content });
}

interface Later {
  readonly now: Date;
  readonly firstCoachId: number;
  readonly coach: number;
  readonly client: number;
  readonly hour: number;
  readonly content: string;
}

function addLater(rows: Rows, { now, firstCoachId, coach, client, hour, content }: Later): void {
  const timeZone = CLIENTS[client]?.persona.timeZone ?? 'UTC';
  const tomorrow = addDays(dayIn(timeZone, now), 1);
  rows.scheduledMessages.push({
    scheduledMessageId: rows.scheduledMessages.length + 1,
    ...{ conversationId: client + 1, senderId: firstCoachId + coach, content, timeZone },
    ...{ sendAt: new Date(instantAt(timeZone, tomorrow, hour * 60)), status: 'scheduled' },
    ...{ clientMessageId: crypto.randomUUID(), requestHash: '', createdAt: now, updatedAt: now },
  });
}
