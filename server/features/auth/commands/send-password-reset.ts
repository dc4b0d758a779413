import { and, eq, isNull } from 'drizzle-orm';
import { users } from '#server/db/schema/index';
import { brandOf } from '#server/features/branding/index';
import { linkTo } from '../door.ts';
import type { Door } from '../door.ts';
import { newLinkToken } from '../link-tokens.ts';

const VALID_MS = 60 * 60_000;

/**
 * The job `send-password-reset`: mails a link that is good for an hour, to an address that has an account. Asking
 * again makes the earlier link worthless. A mail that cannot be sent fails the job, which is then tried again.
 */
export async function sendPasswordReset(door: Door, data: { email: string }): Promise<void> {
  const { token, hash } = newLinkToken();
  const [user] = await door.db
    .update(users)
    .set({
      resetPasswordToken: hash,
      resetPasswordExpires: new Date(door.clock.now().getTime() + VALID_MS),
    })
    .where(and(eq(users.email, data.email), isNull(users.deactivatedAt)))
    .returning({ email: users.email, displayName: users.displayName });
  if (!user) return;
  const brand = await brandOf(door.db);
  await door.mailer.send({
    to: user.email,
    fromName: brand.name,
    subject: `Reset your ${brand.name} password`,
    text: mailText(user.displayName, brand.name, linkTo(door, `/reset/${token}`)),
  });
}

function mailText(name: string, brand: string, link: string): string {
  return [
    `Hello ${name},`,
    '',
    `somebody asked to reset the password of your ${brand} account. If that was you, choose a new one here:`,
    '',
    link,
    '',
    'The link works once, for one hour. If it was not you, ignore this mail: nothing has changed.',
    '',
  ].join('\n');
}
