import type { BrandView } from '#contract/invites';
import { api } from '../../api.ts';
import { request } from '../../request.ts';

/** A network that swallows requests holds up no screen for longer. */
const PATIENCE_MS = 3_000;

/** The name as it was last heard: it stays the site's without a connection too. */
const LAST_NAME = 'spotter:brand';

/** How this site calls itself. Never rejects: without an answer it goes by the last name heard, else by the product's. */
export async function loadBrand(): Promise<BrandView> {
  const late = new Promise<undefined>((resolve) => setTimeout(resolve, PATIENCE_MS));
  const asked = request(api.brand.$get()).catch(() => undefined);
  const brand = await Promise.race([asked, late]);
  return brand ? keepName(brand) : { name: lastName() ?? 'Spotter', tagline: null, logoUrl: null };
}

function keepName(brand: BrandView): BrandView {
  try {
    localStorage.setItem(LAST_NAME, brand.name);
  } catch {
    // A full or forbidden storage costs the name while offline.
  }
  return brand;
}

function lastName(): string | null {
  try {
    return localStorage.getItem(LAST_NAME);
  } catch {
    return null;
  }
}
