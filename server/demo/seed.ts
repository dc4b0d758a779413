import { asc } from 'drizzle-orm';
import { achievements } from '#server/db/schema/index';
import { setupNeeded } from '#server/features/auth/queries';
import { createBrand } from '#server/features/branding/index';
import type { MediaTools } from '#server/features/media/index';
import type { Services } from '#server/kernel/context';
import { openTransaction } from '#server/kernel/transaction';
import { createPasswordHasher } from '#server/platform/password-hasher';
import { DEMO_PASSWORD } from './accounts.ts';
import { buildRows } from './build.ts';
import { keepPictures } from './pictures.ts';
import { readCatalogue } from './templates.ts';
import { storeRows } from './store.ts';

/**
 * Fills an empty database with the demo workspace: two coaches, 24 clients, six months. The same day gives the same
 * story. A database in which anybody has an account is left as it is.
 */
export async function seedDemo(services: Services, media: MediaTools): Promise<void> {
  const { db, clock } = services;
  if (!(await setupNeeded(db))) return;
  const [passwordHash, catalogue, definitions] = await Promise.all([
    hashOnce(DEMO_PASSWORD),
    readCatalogue(db),
    db.select().from(achievements).orderBy(asc(achievements.conditionValue), asc(achievements.achievementId)),
  ]);
  const rows = buildRows({ now: clock.now(), passwordHash, catalogue, definitions });
  const pictures = await keepPictures(db, media, rows.pictures);
  await openTransaction(services, async (open) => {
    await createBrand(open, 'Northside Strength');
    await storeRows(open.tx, rows, pictures);
  });
  // The first look at the inbox finds plans that know how big the tables are.
  await db.execute('analyze');
}

/** One hash serves every account: made one by one they would take longer than everything else. */
async function hashOnce(password: string): Promise<string> {
  const hasher = createPasswordHasher();
  try {
    return await hasher.hash(password);
  } finally {
    await hasher.close();
  }
}
