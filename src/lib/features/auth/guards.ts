import { redirect } from '@sveltejs/kit';
import type { UserView } from '#contract/auth';
import type { Role } from '#contract/enums';
import type { Session } from '../../session/session.svelte.ts';
import { homeOf } from './homes.ts';
import { waitsForSetup, whoIsThere } from './who.ts';

/** Sends whoever is logged in to their home. */
export async function visitorsOnly(session: Session): Promise<void> {
  await whoIsThere(session);
  if (session.user) redirect(307, homeOf(session.user.role));
}

/** Sends everybody to where they start: set-up, log-in or their home. */
export async function sendHome(session: Session): Promise<never> {
  await visitorsOnly(session);
  redirect(307, (await waitsForSetup()) ? '/setup' : '/login');
}

/** Lets these roles through and sends the others to their home. */
export function onlyRoles(user: UserView, ...roles: readonly Role[]): void {
  if (!roles.includes(user.role)) redirect(307, homeOf(user.role));
}
