import type { InviteRole } from '#contract/enums';
import type { Door } from '#server/features/auth/index';
import { brandOf } from '#server/features/branding/index';

interface Invitation {
  readonly id: number;
  readonly email: string;
  readonly role: InviteRole;
  readonly url: string;
}

/** Mails the link, and tells whether it left for its address. The log never holds the link: whoever reads it could accept. */
export async function mailInvitation(door: Door, invite: Invitation, inviterName: string): Promise<boolean> {
  try {
    const brand = await brandOf(door.db);
    await door.mailer.send({
      to: invite.email,
      fromName: brand.name,
      subject: `${inviterName} invites you to ${brand.name}`,
      text: mailText(invite, inviterName, brand.name),
    });
    return door.mailer.delivers;
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown';
    door.logger.warn({ inviteId: invite.id, reason }, 'the mail of an invitation could not be sent');
    return false;
  }
}

function mailText(invite: Invitation, inviterName: string, brand: string): string {
  const purpose = invite.role === 'COACH' ? `to coach on ${brand}` : `to be coached on ${brand}`;
  return [
    'Hello,',
    '',
    `${inviterName} invites you ${purpose}. Choose a password here and you are in:`,
    '',
    invite.url,
    '',
    'The link works once, for seven days. If you do not know what this is about, ignore this mail.',
    '',
  ].join('\n');
}
