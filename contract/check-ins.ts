import * as z from 'zod/mini';
import { checkInCard } from './cards.ts';
import { messageView } from './conversations.ts';
import { calendarDay, pageCursor, pageLimit, trimmedText, uuid } from './primitives.ts';

/** Body weight in kg. */
const bodyWeight = z
  .number()
  .check(z.gte(20, 'must be at least 20 kg'), z.lte(500, 'must be at most 500 kg'));

const feeling = z.int().check(z.gte(1, 'must be 1 to 5'), z.lte(5, 'must be 1 to 5'));
const notes = trimmedText(0, 5_000);

/** Named in the protocol for the photos of later; none can be uploaded yet. Leaves no trace in what was asked. */
const noPhotos = z.optional(
  z.pipe(
    z.strictObject({}, 'no photos can be sent yet'),
    z.transform(() => undefined),
  ),
);

/** A week's check-in. Needs at least one of weight, feeling and notes: an empty one says nothing. */
export const submitCheckInInput = z
  .strictObject({
    weekOf: z.optional(calendarDay),
    weight: z.optional(z.nullable(bodyWeight)),
    feeling: z.optional(z.nullable(feeling)),
    notes: z.optional(z.nullable(notes)),
    photos: noPhotos,
    clientRequestId: z.optional(uuid),
  })
  .check(
    z.refine(
      (input) => input.weight != null || input.feeling != null || Boolean(input.notes),
      'needs a weight, a feeling or notes',
    ),
  );
export type SubmitCheckInInput = z.infer<typeof submitCheckInInput>;

/** What is left out stays; null clears. The week is fixed and may only be repeated; the request id changes nothing. */
export const editCheckInInput = z.strictObject({
  weekOf: z.optional(calendarDay),
  weight: z.optional(z.nullable(bodyWeight)),
  feeling: z.optional(z.nullable(feeling)),
  notes: z.optional(z.nullable(notes)),
  photos: noPhotos,
  clientRequestId: z.optional(uuid),
});
export type EditCheckInInput = z.infer<typeof editCheckInInput>;

export const reviewCheckInInput = z.strictObject({
  reply: z.optional(trimmedText(0, 10_000)),
  clientRequestId: z.optional(uuid),
});
export type ReviewCheckInInput = z.infer<typeof reviewCheckInInput>;

export const checkInView = checkInCard;
export type CheckInView = z.infer<typeof checkInView>;

export const submittedCheckIn = z.object({ checkIn: checkInView, message: messageView });
export const reviewedCheckIn = z.object({ checkIn: checkInView, message: z.optional(messageView) });

export const checkInList = z.object({ items: z.array(checkInView), nextCursor: z.nullable(z.string()) });

export const listCheckInsQuery = z.strictObject({ cursor: pageCursor, limit: pageLimit });
export type ListCheckInsQuery = z.infer<typeof listCheckInsQuery>;
