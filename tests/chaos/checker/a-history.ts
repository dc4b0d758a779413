import type { MessageView } from '#contract/conversations';
import { check } from './check.ts';
import type { Rule } from './violation.ts';
import type { History, Operation, Shown, StoredConversation, StoredMessage } from '../history.ts';

export const COACH = 1;
export const CLIENT = 2;
export const STRANGER = 3;
const THREAD = 7;

/** What somebody wrote, stored as the message of that number. */
export function stored(seq: number, text: string, senderId = COACH): StoredMessage {
  const clientMessageId = `00000000-0000-4000-8000-${String(seq).padStart(12, '0')}`;
  return {
    id: 100 + seq,
    conversationId: THREAD,
    seq,
    rev: seq,
    senderId,
    clientMessageId,
    kind: 'text',
    text,
    deleted: false,
    storedAt: 1_000 * seq,
  };
}

export function viewOf(message: StoredMessage): MessageView {
  const { id, conversationId, seq, rev, clientMessageId, senderId, text } = message;
  return {
    ...{ id, conversationId, seq, rev, clientMessageId, senderId, text, kind: 'text', card: null },
    ...{ attachments: [], replyTo: null, reactions: [], editedAt: null, deletedAt: null },
    createdAt: '2026-11-02T10:00:00.000Z',
  };
}

/** An acknowledged send of the coach's laptop. */
export function sent(message: StoredMessage, change: Partial<Operation> = {}): Operation {
  return {
    text: message.text,
    picture: undefined,
    conversationId: THREAD,
    senderId: message.senderId,
    tab: 'coach/laptop',
    nth: message.seq,
    at: message.seq,
    allowed: true,
    outcome: 'ok',
    promised: true,
    acknowledged: { id: message.id, seq: message.seq },
    ...change,
  };
}

/** The thread of a coach and a client, as it is stored. */
export function thread(messages: readonly StoredMessage[]): StoredConversation {
  const n = messages.length;
  return {
    id: THREAD,
    lastSeq: n,
    rev: n,
    members: { [COACH]: { deliveredSeq: 0, readSeq: 0 }, [CLIENT]: { deliveredSeq: n, readSeq: 1 } },
    unread: { [COACH]: 0, [CLIENT]: n - 1 },
    closed: false,
    messages,
    fresh: messages.map(viewOf),
  };
}

/** A device that shows what is stored. */
export function shown(tab: string, userId: number, of: StoredConversation): Shown {
  const { id: conversationId, rev, lastSeq, members, unread, fresh: messages } = of;
  const own = unread[String(userId)] ?? 0;
  return { tab, userId, conversationId, rev, lastSeq, members, messages, unread: own, pending: [] };
}

/** Three messages from the coach to the client, all as it should be; `change` says what is not. */
export function history(change: Partial<History> = {}): History {
  const messages = [stored(1, 'one'), stored(2, 'two'), stored(3, 'three')];
  const conversation = thread(messages);
  return {
    operations: messages.map((message) => sent(message)),
    acts: [],
    conversations: [conversation],
    shown: [shown('coach/laptop', COACH, conversation), shown('client/phone', CLIENT, conversation)],
    heard: [{ tab: 'client/phone', userId: CLIENT, conversationId: THREAD, first: 0, last: 10 }],
    toldMarks: [{ conversationId: THREAD, userId: CLIENT, deliveredSeq: 3, readSeq: 1 }],
    toldMessages: messages.map(({ id, conversationId, seq, text }) => ({ id, conversationId, seq, text })),
    gaps: [],
    memberships: [COACH, CLIENT].map((userId) => ({ conversationId: THREAD, userId, until: undefined })),
    absences: [],
    reached: [
      { tab: 'coach/laptop', userId: COACH, session: 1, last: 90_000 },
      { tab: 'client/phone', userId: CLIENT, session: 1, last: 90_000 },
    ],
    servers: [],
    faults: [{ kind: 'reset', evidence: 'disconnected 1' }],
    internalErrors: [],
    healedWithin: 1_000,
    laggards: [],
    farewellMs: 1_000,
    lossless: false,
    ...change,
  };
}

/** The promises that history breaks, each once. */
export function rulesOf(change: Partial<History>): Rule[] {
  return [...new Set(check(history(change)).violations.map(({ rule }) => rule))];
}

/** Everything as it should be, with these messages stored, told and shown. */
export function storing(messages: readonly StoredMessage[]): Partial<History> {
  const conversation = thread(messages);
  return {
    conversations: [conversation],
    shown: [shown('coach/laptop', COACH, conversation), shown('client/phone', CLIENT, conversation)],
    toldMessages: [],
    toldMarks: [],
  };
}
