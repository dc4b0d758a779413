import { onlyRoles } from '$lib/features/auth/guards.ts';
import type { LayoutLoad } from './$types';

export const load: LayoutLoad = async ({ parent }) => {
  onlyRoles((await parent()).user, 'CLIENT');
};
