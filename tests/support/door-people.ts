import * as z from 'zod';
import { acceptedInvitation, createdInvite } from '#contract/invites';
import type { Browser } from './browser.ts';
import type { TestDoor } from './door.ts';

export const PASSWORD = 'a fine long sentence';
export const ADMIN = {
  email: 'admin@spotter.test',
  password: PASSWORD,
  displayName: 'Ada Admin',
  brandName: 'Iron House',
};

/** Sets the instance up and gives the admin's browser. */
export async function setUpAdmin(door: TestDoor): Promise<Browser> {
  const browser = door.browser();
  const answer = await browser.post('/setup', ADMIN);
  if (answer.status !== 201) throw new Error(`set-up answered ${answer.status}`);
  return browser;
}

/** Invites and gives the token of the link. */
export async function invite(by: Browser, email: string, role: 'CLIENT' | 'COACH' = 'CLIENT') {
  const answer = await by.post('/invites', { email, role });
  if (answer.status !== 201) throw new Error(`the invitation answered ${answer.status}`);
  const view = createdInvite.parse(answer.body).invite;
  return { ...view, token: tokenIn(view.url) };
}

/** Invites, accepts, and gives the newcomer's browser. */
export async function join(door: TestDoor, by: Browser, email: string, role: 'CLIENT' | 'COACH' = 'CLIENT') {
  const { token } = await invite(by, email, role);
  const browser = door.browser();
  const answer = await browser.post(`/invitations/${token}/accept`, {
    password: PASSWORD,
    displayName: email.split('@')[0] ?? email,
  });
  const { user, conversationId } = acceptedInvitation.parse(answer.body);
  return { browser, user, conversationId };
}

/** The secret at the end of a link. */
export function tokenIn(text: string): string {
  return z.string().parse(/\/(?:invite|reset)\/([\w-]{43})/.exec(text)?.[1]);
}
