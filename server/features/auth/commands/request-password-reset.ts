import type { PasswordResetInput } from '#contract/auth';
import { openTransaction } from '#server/kernel/transaction';
import type { Door, Visitor } from '../door.ts';
import { takeTurn } from '../guarded.ts';

/**
 * Notes that somebody wants to reset the password of this address. Whether it has an account is only looked up by the
 * job, so that neither the answer nor its time tells.
 * @throws AppError `rate_limited`
 */
export async function requestPasswordReset(
  door: Door,
  visitor: Visitor,
  input: PasswordResetInput,
): Promise<void> {
  await takeTurn(door, 'reset.address', visitor.address);
  await takeTurn(door, 'reset.account', input.email);
  await openTransaction(door, (open) => door.jobs.enqueue(open.tx, 'send-password-reset', input));
  door.jobs.nudge('send-password-reset');
}
