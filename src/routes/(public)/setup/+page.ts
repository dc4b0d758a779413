import { redirect } from '@sveltejs/kit';
import { visitorsOnly } from '$lib/features/auth/guards.ts';
import { waitsForSetup } from '$lib/features/auth/who.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent }) => {
  const { session } = await parent();
  const [needed] = await Promise.all([waitsForSetup(), visitorsOnly(session)]);
  if (!needed) redirect(307, '/login');
};
