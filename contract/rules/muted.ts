/** The instant of a thread that stays quiet until its reader says otherwise: the last one that can be written. */
export const MUTED_FOREVER = '9999-12-31T23:59:59.999Z';

/** Whether a thread is quiet at `now` (milliseconds since 1970): no sound, no count in the title, no toast. */
export function isMuted({ mutedUntil }: { mutedUntil: string | null }, now: number): boolean {
  return mutedUntil !== null && Date.parse(mutedUntil) > now;
}
