import { loadBrand } from '$lib/features/auth/brand.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async () => ({ brand: await loadBrand() });
