import { AppError } from '#server/kernel/errors';

/** Used, expired, revoked and never made look alike. */
export function invitationIsGone(): AppError {
  return new AppError('gone', 'This invitation has been used or is no longer valid. Ask for a new one.');
}
