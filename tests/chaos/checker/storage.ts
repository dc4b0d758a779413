import { groupBy } from '../group-by.ts';
import type { History, Operation, StoredMessage } from '../history.ts';
import { originalOf } from '../versions.ts';
import { violation, type Violation } from './violation.ts';

/** Every message that was sent is stored once, as it was acknowledged, and nothing else is. */
export function checkStorage(history: History): Violation[] {
  const stored = history.conversations.flatMap(({ messages }) => messages).filter(isText);
  const firstText = firstTexts(history);
  const byText = groupBy(stored, firstText);
  const closed = new Set(history.conversations.filter((one) => one.closed).map(({ id }) => id));
  const sent = new Map(history.operations.map((operation) => [operation.text, operation]));
  return [
    ...history.operations.flatMap((operation) =>
      checkOperation(operation, byText.get(operation.text) ?? [], closed.has(operation.conversationId)),
    ),
    ...stored.flatMap((message) => checkOrigin(message, sent.get(firstText(message)))),
  ];
}

function checkOperation(
  operation: Operation,
  copies: readonly StoredMessage[],
  closed: boolean,
): Violation[] {
  const { text, acknowledged, outcome, promised } = operation;
  if (!operation.allowed) {
    return copies.length > 0 ? [violation('foreign', `"${text}" was stored in a thread of others`)] : [];
  }
  if (copies.length > 1) return [violation('doubled', `"${text}" is stored ${copies.length} times`)];
  const [copy] = copies;
  if (!copy) {
    if (acknowledged) return [violation('lost', `"${text}" was acknowledged and is not stored`)];
    return outcome === 'failed' || !promised || closed ? [] : [violation('lost', `"${text}" never arrived`)];
  }
  const differs = acknowledged && (acknowledged.id !== copy.id || acknowledged.seq !== copy.seq);
  return differs
    ? [violation('changed', `"${text}" was acknowledged as ${acknowledged.seq} and is ${copy.seq}`)]
    : [];
}

function checkOrigin(message: StoredMessage, operation: Operation | undefined): Violation[] {
  if (!operation) return [violation('phantom', `"${message.text}" is stored and was never sent`)];
  const strayed =
    operation.conversationId !== message.conversationId || operation.senderId !== message.senderId;
  return strayed ? [violation('phantom', `"${message.text}" is stored for another thread or person`)] : [];
}

/** `seq` is 1..n without gaps, `rev` unique and at most the conversation's (R3, R4). */
export function checkNumbers(history: History): Violation[] {
  return history.conversations.flatMap(({ id, lastSeq, rev, messages }) => {
    const found: Violation[] = [];
    const seqs = messages.map((message) => message.seq).sort((a, b) => a - b);
    const whole = seqs.every((seq, index) => seq === index + 1) && seqs.length === lastSeq;
    if (!whole) found.push(violation('numbers', `thread ${id}: seq is not 1..${lastSeq}`));
    const revs = new Set(messages.map((message) => message.rev));
    if (revs.size !== messages.length || Math.max(0, ...revs) > rev)
      found.push(violation('numbers', `thread ${id}: revisions are not unique up to ${rev}`));
    return found;
  });
}

/** What one tab sent into one thread is stored in the order it was typed. */
export function checkSenderOrder(history: History): Violation[] {
  const firstText = firstTexts(history);
  const seqOf = new Map(
    history.conversations.flatMap(({ messages }) =>
      messages.filter(isText).map((message) => [firstText(message), message.seq]),
    ),
  );
  const runs = groupBy(history.operations, (operation) => `${operation.tab} ${operation.conversationId}`);
  return [...runs].flatMap(([where, operations]) => {
    const seqs = operations
      .toSorted((a, b) => a.nth - b.nth)
      .flatMap((operation) => seqOf.get(operation.text) ?? []);
    const turned = seqs.findIndex((seq, index) => seq < (seqs[index - 1] ?? 0));
    return turned < 0
      ? []
      : [violation('order', `${where}: ${seqs[turned]} was typed after ${seqs[turned - 1]}`)];
  });
}

/** What each message said first. One that was deleted says nothing any more: its acknowledgement tells. */
export function firstTexts({ operations }: History): (message: StoredMessage) => string {
  const acknowledged = new Map(
    operations.flatMap(({ acknowledged, text }) => (acknowledged ? [[acknowledged.id, text] as const] : [])),
  );
  return ({ id, text, deleted }) => (deleted ? (acknowledged.get(id) ?? text) : originalOf(text));
}

function isText(message: StoredMessage): boolean {
  return message.kind === 'text';
}
