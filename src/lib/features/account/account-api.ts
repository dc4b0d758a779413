import type { PasswordChangeInput, SessionView } from '#contract/auth';
import { api } from '../../api.ts';
import { done, request } from '../../request.ts';

/** Changes the password; every other device is logged out. Rejects with `invalid_credentials` for a wrong present one. */
export async function changePassword(input: PasswordChangeInput): Promise<void> {
  await done(api.auth.password.$post({ json: input }));
}

/** One's own logged-in devices. */
export async function listDevices(): Promise<readonly SessionView[]> {
  return (await request(api.auth.sessions.$get())).items;
}

/** Logs one of one's own devices out. */
export async function endDevice(publicId: string): Promise<void> {
  await done(api.auth.sessions[':publicId'].$delete({ param: { publicId } }));
}
