import type { ActOperation, History, StoredMessage } from '../history.ts';
import { groupBy } from '../group-by.ts';
import { firstTexts } from './storage.ts';
import { violation, type Violation } from './violation.ts';

/**
 * Every message says what it said first or what one of its edits made of it, and never less than what was
 * acknowledged last; nothing is deleted that nobody deleted, and what is deleted says nothing; emoji the same.
 */
export function checkActs(history: History): Violation[] {
  const acts = groupBy(history.acts, ({ act }) => act.messageId);
  const firstText = firstTexts(history);
  return history.conversations.flatMap(({ messages, fresh }) => {
    const reactions = new Map(fresh.map((view) => [view.id, view.reactions]));
    return messages.flatMap((message) => {
      const own = acts.get(message.id) ?? [];
      const pairs = (reactions.get(message.id) ?? []).flatMap(({ emoji, userIds }) =>
        userIds.map((userId) => `${userId} ${emoji}`),
      );
      return [
        ...(message.kind === 'text' ? checkWords(message, own, firstText(message)) : []),
        ...(message.deleted ? [] : checkReactions(message, own, new Set(pairs))),
      ];
    });
  });
}

function checkWords(message: StoredMessage, acts: readonly ActOperation[], first: string): Violation[] {
  const what = `message ${message.seq} of thread ${message.conversationId}`;
  const deletions = acts.filter(({ act }) => act.event === 'message:delete');
  if (message.deleted) {
    if (message.text !== '') return [violation('changed', `${what} is deleted and still says something`)];
    const meant = deletions.some(({ outcome }) => outcome !== 'failed');
    return meant ? [] : [violation('phantom', `${what} is deleted, and nobody deleted it`)];
  }
  if (deletions.some(({ outcome }) => outcome === 'ok'))
    return [violation('lost', `the deletion of ${what} was acknowledged and is not stored`)];
  const edits = acts.filter(({ act, outcome }) => act.event === 'message:edit' && outcome !== 'failed');
  const says = edits.find(({ act }) => act.event === 'message:edit' && act.text === message.text);
  if (!says && message.text !== first)
    return [violation('phantom', `${what} says "${message.text}", which nobody wrote`)];
  const last = lastOf(edits);
  if (!last || says === last || says?.outcome === 'unknown') return [];
  return [violation('lost', `an edit of ${what} was acknowledged and is not stored`)];
}

function checkReactions(
  message: StoredMessage,
  acts: readonly ActOperation[],
  stored: ReadonlySet<string>,
): Violation[] {
  const what = `message ${message.seq} of thread ${message.conversationId}`;
  const asked = groupBy(
    acts.filter(({ act, outcome }) => act.event === 'reaction:set' && outcome !== 'failed'),
    ({ act, userId }) => `${userId} ${act.event === 'reaction:set' ? act.emoji : ''}`,
  );
  const unasked = [...stored].filter((pair) => !asked.has(pair));
  return [
    ...unasked.map((pair) => violation('phantom', `${what} has ${pair}, and nobody put it there`)),
    ...[...asked].flatMap(([pair, tries]) => {
      const last = lastOf(tries);
      const there = stored.has(pair);
      const may = tries.some((one) => isOn(one) === there && (one.outcome === 'unknown' || one === last));
      return may || (!last && !there)
        ? []
        : [violation(there ? 'phantom' : 'lost', `${pair} under ${what} is not as it was acknowledged`)];
    }),
  ];
}

function isOn({ act }: ActOperation): boolean {
  return act.event === 'reaction:set' && act.on;
}

/** The acknowledged one with the highest revision. */
function lastOf(acts: readonly ActOperation[]): ActOperation | undefined {
  return acts
    .filter(({ outcome }) => outcome === 'ok')
    .reduce<ActOperation | undefined>(
      (last, act) => ((act.rev ?? 0) >= (last?.rev ?? 0) ? act : last),
      undefined,
    );
}
