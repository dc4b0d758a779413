import { error, redirect } from '@sveltejs/kit';
import { loginUrl } from '$lib/features/auth/after-login.ts';
import { loadBrand } from '$lib/features/auth/brand.ts';
import { whoIsThere } from '$lib/features/auth/who.ts';
import { messageOf } from '$lib/errors.ts';
import type { LayoutLoad } from './$types';

/** Nothing of the app is drawn before it is known who looks: guards never flash. */
export const load: LayoutLoad = async ({ parent, url, untrack }) => {
  const { session } = await parent();
  const [status, brand] = await Promise.all([whoIsThere(session), loadBrand()]);
  if (status === 'unreachable') error(503, messageOf(session.error));
  const { user } = session;
  if (!user)
    redirect(
      307,
      loginUrl(
        undefined,
        untrack(() => url.pathname + url.search),
      ),
    );
  return { brand, user };
};
