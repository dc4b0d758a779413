import { onlyRoles } from '$lib/features/auth/guards.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent }) => {
  onlyRoles((await parent()).user, 'ADMIN');
};
