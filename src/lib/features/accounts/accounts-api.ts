import type { Role } from '#contract/enums';
import type { AccountView } from '#contract/people';
import { api } from '../../api.ts';
import { request } from '../../request.ts';

export interface AccountFilter {
  search: string;
  role: Role | undefined;
  /** Only the clients of this coach. */
  coach: number | undefined;
}

const one = api.admin.people[':id'];
const param = ({ id }: AccountView) => ({ param: { id: String(id) } });

/** What an admin does about people. Each act gives the person as they are then, or rejects with an `ApiError`. */
export const accountsApi = {
  /** One page of everybody by name. */
  list({ search, role, coach }: AccountFilter, cursor: string | undefined) {
    const query = {
      ...(search && { q: search }),
      ...(role && { role }),
      ...(coach !== undefined && { coach: String(coach) }),
      ...(cursor !== undefined && { cursor }),
    };
    return request(api.admin.people.$get({ query }));
  },

  /** Everybody who can take a client on, by name. */
  async coaches(): Promise<AccountView[]> {
    const ask = (role: Role) => request(api.admin.people.$get({ query: { role, limit: '100' } }));
    const pages = await Promise.all([ask('COACH'), ask('ADMIN')]);
    return pages
      .flatMap((page) => page.items)
      .filter((person) => person.deactivatedAt === null)
      .sort((a, b) => a.displayName.localeCompare(b.displayName));
  },

  deactivate: (person: AccountView) => request(one.deactivate.$post(param(person))),
  reactivate: (person: AccountView) => request(one.reactivate.$post(param(person))),
  endSessions: (person: AccountView) => request(one['end-sessions'].$post(param(person))),
  changeRole: (person: AccountView, role: 'COACH' | 'ADMIN') =>
    request(one.role.$put({ ...param(person), json: { role } })),
  move: (client: AccountView, coachId: number) =>
    request(one.coach.$put({ ...param(client), json: { coachId } })),
};
