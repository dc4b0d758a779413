import { isDeepStrictEqual } from 'node:util';
import type { Members } from '#contract/conversations';
import { groupBy } from '../group-by.ts';
import type { History, Shown, StoredConversation } from '../history.ts';
import { violation, type Violation } from './violation.ts';

/** Every device shows what a fresh read gives: the same messages, once, in the same order and state (R3, R4). */
export function checkDevices(history: History): Violation[] {
  const threads = new Map(history.conversations.map((thread) => [thread.id, thread]));
  return [
    ...missingViews(history),
    ...history.shown.flatMap((shown) => {
      const thread = threads.get(shown.conversationId);
      if (!isTheirs(shown, history))
        return [violation('leaked', `${shown.tab} shows thread ${shown.conversationId}`)];
      if (!thread) return [violation('diverged', `${shown.tab} shows thread ${shown.conversationId}`)];
      return [...compareMessages(shown, thread), ...compareState(shown, thread), ...stuckIn(shown)];
    }),
  ];
}

/** A device that shows nothing of a thread of its person has not converged either. */
function missingViews({ shown, memberships }: History): Violation[] {
  const tabs = groupBy(shown, ({ userId }) => userId);
  return memberships.flatMap(({ userId, conversationId, until }) => {
    if (until !== undefined) return [];
    const names = new Set((tabs.get(userId) ?? []).map(({ tab }) => tab));
    const having = (tabs.get(userId) ?? []).filter((view) => view.conversationId === conversationId);
    for (const { tab } of having) names.delete(tab);
    return [...names].map((tab) => violation('diverged', `${tab} does not know thread ${conversationId}`));
  });
}

function isTheirs({ userId, conversationId }: Shown, { memberships }: History): boolean {
  return memberships.some(
    (one) => one.userId === userId && one.conversationId === conversationId && one.until === undefined,
  );
}

function compareMessages(shown: Shown, thread: StoredConversation): Violation[] {
  const where = `${shown.tab} in thread ${shown.conversationId}`;
  const ids = shown.messages.map(({ id }) => id);
  const wanted = thread.fresh.map(({ id }) => id);
  if (new Set(ids).size !== ids.length) return [violation('doubled', `${where} shows a message twice`)];
  if (!isDeepStrictEqual(ids, wanted)) {
    const missing = wanted.filter((id) => !ids.includes(id));
    const extra = ids.filter((id) => !wanted.includes(id));
    const how = `lacks ${missing.slice(0, 5).join(', ') || 'none'}, has too many ${extra.slice(0, 5).join(', ') || 'none'}`;
    return [violation('diverged', `${where} (${ids.length} of ${wanted.length}) ${how}`)];
  }
  return shown.messages.flatMap((message, index) =>
    isDeepStrictEqual(message, thread.fresh[index])
      ? []
      : [violation('diverged', `${where} shows message ${message.seq} in an old state (rev ${message.rev})`)],
  );
}

function compareState(shown: Shown, thread: StoredConversation): Violation[] {
  const where = `${shown.tab} in thread ${shown.conversationId}`;
  const found: Violation[] = [];
  if (shown.rev !== thread.rev || shown.lastSeq !== thread.lastSeq) {
    const held = `rev ${shown.rev}, seq ${shown.lastSeq}`;
    found.push(violation('diverged', `${where} holds ${held} of rev ${thread.rev}, seq ${thread.lastSeq}`));
  }
  if (!isDeepStrictEqual(plain(shown.members), plain(thread.members)))
    found.push(
      violation('watermarks', `${where}: ${show(shown.members)} instead of ${show(thread.members)}`),
    );
  const unread = thread.unread[String(shown.userId)] ?? 0;
  if (shown.unread !== unread)
    found.push(violation('diverged', `${where} counts ${shown.unread} unread of ${unread}`));
  return found;
}

function stuckIn({ tab, conversationId, pending }: Shown): Violation[] {
  return pending.map((text) =>
    violation('stuck', `${tab} still wants to send "${text}" to ${conversationId}`),
  );
}

function plain(members: Members): Members {
  return Object.fromEntries(
    Object.entries(members).map(([id, { deliveredSeq, readSeq }]) => [id, { deliveredSeq, readSeq }]),
  );
}

const show = (members: Members) => JSON.stringify(plain(members));
