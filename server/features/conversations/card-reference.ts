import type { CardKind } from '#contract/cards';
import type { MessageKind } from '#contract/enums';
import { messages } from '#server/db/schema/index';

type MessageRow = typeof messages.$inferSelect;

/** The column that holds what a card of that kind shows: the one thing a conversation knows of other features. */
const REFERENCE = {
  check_in: 'checkInId',
  routine_assignment: 'assignmentId',
  achievement: 'userAchievementId',
} as const satisfies Record<CardKind, keyof MessageRow>;

/** The columns of a new message that make it a card. */
export function referenceValues(
  kind: CardKind,
  referenceId: number,
): Partial<Pick<MessageRow, (typeof REFERENCE)[CardKind]>> {
  return { [REFERENCE[kind]]: referenceId };
}

export function referenceColumn(kind: CardKind) {
  return messages[REFERENCE[kind]];
}

/** The id of what a message's card shows; null for text. */
export function referenceOf(row: Pick<MessageRow, 'kind' | (typeof REFERENCE)[CardKind]>): number | null {
  return isCard(row.kind) ? row[REFERENCE[row.kind]] : null;
}

export function isCard(kind: MessageKind): kind is CardKind {
  return kind !== 'text';
}
