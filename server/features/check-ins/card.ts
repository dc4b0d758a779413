import { inArray } from 'drizzle-orm';
import { checkIns } from '#server/db/schema/index';
import type { CardSource } from '#server/kernel/cards';
import { presentCheckIn } from './present.ts';
import { selectCheckIns } from './queries.ts';

/** How check-ins show in the thread. */
export const checkInCards: CardSource<'check_in'> = {
  async hydrate(db, ids) {
    if (ids.length === 0) return new Map();
    const rows = await selectCheckIns(db).where(inArray(checkIns.checkInId, [...ids]));
    return new Map(rows.map((row) => [row.checkIn.checkInId, presentCheckIn(row)]));
  },
};
