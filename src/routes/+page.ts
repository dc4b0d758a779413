import { sendHome } from '$lib/features/auth/guards.ts';
import type { PageLoad } from './$types';

export const load: PageLoad = async ({ parent }) => {
  const { session } = await parent();
  await sendHome(session);
};
