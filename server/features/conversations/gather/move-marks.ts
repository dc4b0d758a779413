import { sql } from 'drizzle-orm';
import * as z from 'zod/mini';
import type { ReceiptResult } from '#contract/realtime';
import { isHeldUp } from '#server/platform/postgres';
import type { Db } from '#server/platform/postgres';

/** How far one person is to come in one conversation, whichever of their devices said so. */
export interface Goal {
  readonly conversationId: number;
  readonly userId: number;
  readonly delivered: number;
  readonly read: number;
}

export interface MovedMarks {
  /** What everybody who asked is told, by `keyOf`; nothing for a coach whose conversation is closed. */
  readonly states: ReadonlyMap<string, State>;
  /** Conversations somebody held too long: nothing moved there. */
  readonly busy: ReadonlySet<number>;
}

export interface State {
  readonly result: ReceiptResult;
  readonly delivered: number;
  readonly read: number;
  readonly moved: boolean;
}

const answer = z.object({
  moved: z.array(z.tuple([z.int(), z.int()])),
  busy: z.nullable(z.array(z.int())),
  /** Conversation, person, delivered, read, unread, the other person, their delivered, their read. */
  states: z.array(z.tuple([z.int(), z.int(), z.int(), z.int(), z.int(), z.int(), z.int(), z.int()])),
});

/** One person in one conversation. */
export function keyOf(mark: { conversationId: number; userId: number }): string {
  return `${mark.conversationId} ${mark.userId}`;
}

/**
 * Moves many watermarks with one statement: forward only, and not past the last message. Locks only conversations in
 * which something moves. One that stays locked must not hold up all others: then the free ones are done, and the rest
 * is `busy`.
 * @param goals each conversation and person once
 */
export async function moveMarks(db: Db, goals: readonly Goal[]): Promise<MovedMarks> {
  try {
    return await moveUnder(db, goals, 'wait');
  } catch (error) {
    if (!isHeldUp(error)) throw error;
    return moveUnder(db, goals, 'skip');
  }
}

async function moveUnder(db: Db, goals: readonly Goal[], whenLocked: 'wait' | 'skip'): Promise<MovedMarks> {
  const marks = goals.map(({ conversationId, userId, delivered, read }) => ({
    conversation_id: conversationId,
    user_id: userId,
    delivered,
    read,
  }));
  const { rows } = await db.execute(
    sql`select * from move_watermarks(${JSON.stringify(marks)}::json, ${whenLocked === 'skip'})`,
  );
  const { moved, busy, states } = answer.parse(rows[0]);
  const further = new Set(moved.map(([conversationId, userId]) => keyOf({ conversationId, userId })));
  return { busy: new Set(busy), states: new Map(states.map((row) => stateOf(row, further))) };
}

function stateOf(
  row: z.infer<typeof answer>['states'][number],
  further: ReadonlySet<string>,
): [string, State] {
  const [conversationId, userId, delivered, read, unreadCount, otherId, otherDelivered, otherRead] = row;
  const key = keyOf({ conversationId, userId });
  const members = {
    [userId]: { deliveredSeq: delivered, readSeq: read },
    [otherId]: { deliveredSeq: otherDelivered, readSeq: otherRead },
  };
  return [key, { result: { members, unreadCount }, delivered, read, moved: further.has(key) }];
}
