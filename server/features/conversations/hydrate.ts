import type { Card, CardKind } from '#contract/cards';
import type { MessageView } from '#contract/conversations';
import type { CardRegistry } from '#server/kernel/cards';
import type { Services } from '#server/kernel/context';
import type { Executor } from '#server/platform/postgres';
import { isCard, referenceOf } from './card-reference.ts';
import { presentMessage } from './present.ts';
import { reactionsOf } from './reactions.ts';
import type { ShownMessage } from './rows.ts';

/** What other features show inside the thread. */
export type Shows = Pick<Services, 'cards' | 'attachments'>;

/** Stored messages as views: every kind of card, and what messages carry and have under them, is looked up once for all. */
export async function hydrateMessages(
  db: Executor,
  { cards, attachments }: Shows,
  stored: readonly ShownMessage[],
): Promise<MessageView[]> {
  const found = await findCards(db, cards, stored);
  const carried = await attachments.of(db, 'messageId', carriers(stored));
  const reactions = await reactionsOf(db, stored);
  return stored.map((row) => {
    const { kind, messageId } = row.message;
    const card = isCard(kind) ? found.get(kind)?.get(referenceOf(row.message) ?? 0) : undefined;
    return presentMessage(row, {
      card: card ?? null,
      reactions: reactions.get(messageId) ?? [],
      attachmentsOf: (id) => carried.get(id) ?? [],
    });
  });
}

async function findCards(
  db: Executor,
  cards: CardRegistry,
  stored: readonly ShownMessage[],
): Promise<ReadonlyMap<CardKind, ReadonlyMap<number, Card>>> {
  const wanted = new Map<CardKind, number[]>();
  for (const { message } of stored) {
    const referenceId = referenceOf(message);
    if (referenceId === null || !isCard(message.kind)) continue;
    const ids = wanted.get(message.kind);
    if (ids) ids.push(referenceId);
    else wanted.set(message.kind, [referenceId]);
  }
  const found = new Map<CardKind, ReadonlyMap<number, Card>>();
  for (const [kind, ids] of wanted) found.set(kind, await cards[kind].hydrate(db, ids));
  return found;
}

/** The messages whose attachments are shown: their own, or in place of a text that is quoted. */
function carriers(stored: readonly ShownMessage[]): number[] {
  const ids = new Set<number>();
  for (const { message, quoted } of stored) {
    if (message.attachmentCount > 0) ids.add(message.messageId);
    if (quoted && quoted.attachmentCount > 0 && quoted.content === '') ids.add(quoted.messageId);
  }
  return [...ids];
}
