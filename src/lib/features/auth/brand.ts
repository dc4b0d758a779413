import type { BrandView } from '#contract/invites';
import { api } from '../../api.ts';
import { request } from '../../request.ts';

/** How this site calls itself. Never rejects: without an answer it goes by the product's name. */
export async function loadBrand(): Promise<BrandView> {
  try {
    return await request(api.brand.$get());
  } catch {
    return { name: 'Spotter', tagline: null, logoUrl: null };
  }
}
