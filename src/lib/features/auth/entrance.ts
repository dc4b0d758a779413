import type { LoginInput, PasswordResetConfirmInput, SetupInput, UserView } from '#contract/auth';
import { api } from '../../api.ts';
import { done, request } from '../../request.ts';

/** Logs in. Rejects with an `ApiError`: `invalid_credentials`, `rate_limited`, `invalid_input` and the usual ones. */
export async function logIn(input: LoginInput): Promise<UserView> {
  const { user } = await request(api.auth.login.$post({ json: input }));
  return user;
}

/** Makes the first account and logs in. Rejects with an `ApiError`: `conflict` once anybody exists. */
export async function setUp(input: SetupInput): Promise<UserView> {
  const { user } = await request(api.setup.$post({ json: input }));
  return user;
}

/** Asks for a link by mail. Nobody learns here whether the address has an account. */
export async function requestReset(email: string): Promise<void> {
  await done(api.auth['password-reset'].$post({ json: { email } }));
}

/** Sets a new password. Rejects with an `ApiError`: `gone` when the link was used or is too old. */
export async function confirmReset(input: PasswordResetConfirmInput): Promise<void> {
  await done(api.auth['password-reset'].confirm.$post({ json: input }));
}
