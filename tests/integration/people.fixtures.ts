import { accountAnswer, accountList, type AccountView } from '#contract/people';
import type { Answer } from '../support/http.ts';
import type { Person } from '../support/person.ts';

interface Somebody {
  readonly id: number;
}

const of = ({ id }: Somebody, what: string) => `/api/admin/people/${id}/${what}`;

/** What an admin does about people, over HTTP. */
export const deactivate = (admin: Person, who: Somebody) => admin.post(of(who, 'deactivate'));
export const reactivate = (admin: Person, who: Somebody) => admin.post(of(who, 'reactivate'));
export const endSessions = (admin: Person, who: Somebody) => admin.post(of(who, 'end-sessions'));
export const move = (admin: Person, client: Somebody, coach: Somebody) =>
  admin.put(of(client, 'coach'), { coachId: coach.id });
export const makeRole = (admin: Person, who: Somebody, role: 'COACH' | 'ADMIN') =>
  admin.put(of(who, 'role'), { role });

/** The person such an answer shows. Throws when it was refused. */
export const shown = (answer: Answer): AccountView => answer.parse(accountAnswer).person;

/** The admin's list, with that query. */
export const accounts = async (admin: Person, query = ''): Promise<AccountView[]> =>
  (await admin.get(`/api/admin/people${query}`)).parse(accountList).items;
