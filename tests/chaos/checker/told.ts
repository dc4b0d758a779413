import type { History, Membership } from '../history.ts';
import { originalOf } from '../versions.ts';
import { firstTexts } from './storage.ts';
import { violation, type Violation } from './violation.ts';

/** How long a device may wait for a missing change (R4 says 500 ms), with what a busy machine adds. */
const PATIENCE_MS = 8_000;

/** Marks only grow: what anybody was ever told still holds at the end, and reading implies delivery (R6). */
export function checkWatermarks({ toldMarks, conversations }: History): Violation[] {
  const held = new Map(conversations.map((thread) => [thread.id, thread]));
  return toldMarks.flatMap(({ conversationId, userId, deliveredSeq, readSeq }) => {
    const thread = held.get(conversationId);
    const mark = thread?.members[String(userId)];
    if (!thread || !mark)
      return [violation('watermarks', `thread ${conversationId} has no mark of ${userId}`)];
    const whose = `mark of ${userId} in thread ${conversationId}`;
    if (mark.deliveredSeq < deliveredSeq || mark.readSeq < readSeq)
      return [violation('watermarks', `${whose} went back from ${deliveredSeq}/${readSeq}`)];
    if (mark.readSeq > mark.deliveredSeq || mark.deliveredSeq > thread.lastSeq)
      return [
        violation('watermarks', `${whose} is ${mark.deliveredSeq}/${mark.readSeq} of ${thread.lastSeq}`),
      ];
    return [];
  });
}

/** What somebody was told is stored, is stored (R1): as it was then, under whatever was done with it since. */
export function checkTold(history: History): Violation[] {
  const { toldMessages, conversations } = history;
  const firstText = firstTexts(history);
  const stored = new Map(
    conversations.flatMap(({ messages }) => messages.map((one) => [one.id, one] as const)),
  );
  return toldMessages.flatMap(({ id, conversationId, seq, text }) => {
    const message = stored.get(id);
    const said = message && (text === '' ? message.deleted : originalOf(text) === firstText(message));
    const same = message?.conversationId === conversationId && message.seq === seq && said;
    return same ? [] : [violation('phantom', `"${text}" was told as message ${seq} and is not stored so`)];
  });
}

/** Nobody heard of a thread of others, nor of one they left (R8). */
export function checkLeaks({ heard, memberships, farewellMs }: History): Violation[] {
  return heard.flatMap(({ tab, userId, conversationId, last }) => {
    const mine = memberships.filter((one) => one.userId === userId && one.conversationId === conversationId);
    if (mine.length === 0)
      return [violation('leaked', `${tab} heard of thread ${conversationId}, which is not theirs`)];
    const late = Math.min(...mine.map((membership) => lateness(membership, last, farewellMs)));
    return late > 0
      ? [violation('leaked', `${tab} heard of thread ${conversationId} ${late} ms after leaving`)]
      : [];
  });
}

function lateness({ until }: Membership, at: number, farewellMs: number): number {
  return until === undefined ? 0 : Math.max(0, at - until - farewellMs);
}

/** A device that misses a change gets it, or asks for the truth (R4); where no frame can be lost none is missed (R5). */
export function checkGaps({ gaps, lossless }: History): Violation[] {
  return gaps.flatMap(({ tab, conversationId, at, closedAt, closedBy }) => {
    if (closedAt === undefined || closedAt - at > PATIENCE_MS)
      return [violation('gap', `${tab} missed a change of thread ${conversationId} and never asked for it`)];
    return lossless && closedBy === 'asked'
      ? [violation('gap', `${tab} was never sent a change of thread ${conversationId}`)]
      : [];
  });
}
