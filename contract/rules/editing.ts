/** How long after it was sent a message can be edited. */
const EDITABLE_MS = 24 * 60 * 60_000;

/** Whether a message is young enough to be edited. */
export function isEditable(createdAt: Date, now: Date): boolean {
  return now.getTime() - createdAt.getTime() <= EDITABLE_MS;
}
