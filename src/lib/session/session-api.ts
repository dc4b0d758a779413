import type { ProfileInput, UserView } from '#contract/auth';
import type { Api } from '../api.ts';
import { done, request } from '../request.ts';

/** What a session asks of the server. */
export interface SessionApi {
  me(): Promise<UserView>;
  logOut(): Promise<void>;
  update(profile: ProfileInput): Promise<UserView>;
}

export function sessionApi(api: Api): SessionApi {
  const { me, logout } = api.auth;
  return {
    me: async () => (await request(me.$get())).user,
    logOut: () => done(logout.$post()),
    update: async (json) => (await request(me.$patch({ json }))).user,
  };
}
