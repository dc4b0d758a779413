import { asc } from 'drizzle-orm';
import type { BrandView } from '#contract/invites';
import { brandSettings } from '#server/db/schema/index';
import type { Executor } from '#server/platform/postgres';

/** How the instance calls itself: before set-up, by the name of the product. */
export async function brandOf(db: Executor): Promise<BrandView> {
  const [brand] = await db
    .select({
      name: brandSettings.brandName,
      tagline: brandSettings.tagline,
      logoUrl: brandSettings.logoUrl,
    })
    .from(brandSettings)
    .orderBy(asc(brandSettings.settingId))
    .limit(1);
  return brand ?? { name: 'Spotter', tagline: null, logoUrl: null };
}
