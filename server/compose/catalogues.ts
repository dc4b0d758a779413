import { loadAchievementDefinitions } from '#server/features/achievements/index';
import { loadExerciseCatalogue } from '#server/features/training/catalogue/load-catalogue';
import type { Db } from '#server/platform/postgres';

/** Brings what ships with a release into the database: exercises and achievements. */
export async function loadCatalogues(db: Db): Promise<void> {
  await Promise.all([loadExerciseCatalogue(db), loadAchievementDefinitions(db)]);
}
