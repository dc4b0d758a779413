import type { Card, CardKind } from '#contract/cards';
import type { MessageView } from '#contract/conversations';
import type { CardRegistry } from '#server/kernel/cards';
import type { Executor } from '#server/platform/postgres';
import { isCard, referenceOf } from './card-reference.ts';
import { presentMessage } from './present.ts';
import { reactionsOf } from './reactions.ts';
import type { ShownMessage } from './rows.ts';

/** Stored messages as views: every kind of card, and what is put under them, is looked up once for all. */
export async function hydrateMessages(
  db: Executor,
  cards: CardRegistry,
  stored: readonly ShownMessage[],
): Promise<MessageView[]> {
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
  const reactions = await reactionsOf(db, stored);
  return stored.map((row) => {
    const { kind, messageId } = row.message;
    const card = isCard(kind) ? found.get(kind)?.get(referenceOf(row.message) ?? 0) : undefined;
    return presentMessage(row, { card: card ?? null, reactions: reactions.get(messageId) ?? [] });
  });
}
