import type { CheckInView } from '#contract/check-ins';
import { weightDelta } from '#contract/rules/weight-delta';
import type { checkIns } from '#server/db/schema/index';

export interface CheckInRow {
  checkIn: typeof checkIns.$inferSelect;
  /** kg in the check-in of the week before; null without one. */
  lastWeight: number | null;
}

export function presentCheckIn({ checkIn, lastWeight }: CheckInRow): CheckInView {
  return {
    kind: 'check_in',
    checkInId: checkIn.checkInId,
    clientId: checkIn.clientId,
    weekOf: checkIn.weekOf,
    weight: checkIn.weight,
    weightDelta: weightDelta(checkIn.weight, lastWeight),
    feeling: checkIn.feeling,
    notes: checkIn.notes,
    photos: { front: checkIn.photoFront, side: checkIn.photoSide, back: checkIn.photoBack },
    status: checkIn.reviewedAt === null ? 'submitted' : 'reviewed',
    submittedAt: checkIn.submittedAt.toISOString(),
    reviewedAt: checkIn.reviewedAt?.toISOString() ?? null,
  };
}

const NOTES_LENGTH = 120;

/** The check-in in one plain line. Weight in kg: the line is stored, and its readers may differ in units. */
export function checkInText(said: {
  weight: number | null;
  feeling: number | null;
  notes: string | null;
}): string {
  const parts = [
    ...(said.weight === null ? [] : [`${Math.round(said.weight * 10) / 10} kg`]),
    ...(said.feeling === null ? [] : [`feeling ${said.feeling} of 5`]),
  ];
  return `Check-in: ${parts.length > 0 ? parts.join(', ') : oneLine(said.notes ?? '')}`;
}

function oneLine(notes: string): string {
  const characters = Array.from(notes.replace(/\s+/gu, ' ').trim());
  if (characters.length <= NOTES_LENGTH) return characters.join('');
  return `${characters.slice(0, NOTES_LENGTH - 1).join('')}…`;
}
