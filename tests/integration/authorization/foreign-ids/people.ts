import { admin, coach, inClient, MISSING, type Field } from './field.ts';

/** Everybody is an admin's business: only a missing person can be named. */
const inPeople = { by: admin, foreign: () => MISSING - 1 };

export const peopleFields: Readonly<Record<string, Field>> = {
  'POST /api/admin/people/{id}/deactivate id': {
    ...inPeople,
    path: (id) => `/api/admin/people/${id}/deactivate`,
  },
  'POST /api/admin/people/{id}/reactivate id': {
    ...inPeople,
    path: (id) => `/api/admin/people/${id}/reactivate`,
  },
  'POST /api/admin/people/{id}/end-sessions id': {
    ...inPeople,
    path: (id) => `/api/admin/people/${id}/end-sessions`,
  },
  'PUT /api/admin/people/{id}/role id': {
    ...inPeople,
    path: (id) => `/api/admin/people/${id}/role`,
    body: () => ({ role: 'COACH' }),
  },
  'PUT /api/admin/people/{id}/coach id': {
    by: admin,
    foreign: (other) => other.coach.id,
    path: (id) => `/api/admin/people/${id}/coach`,
    body: (_, own) => ({ coachId: own.coach.id }),
  },
  'PUT /api/admin/people/{id}/coach coachId': {
    by: admin,
    foreign: (other) => other.client.id,
    path: (_, own) => `/api/admin/people/${own.client.id}/coach`,
    body: (coachId) => ({ coachId }),
  },
  'DELETE /api/invites/{id} id': {
    by: coach,
    foreign: async (other) => (await other.invite()).id,
    path: (id) => `/api/invites/${id}`,
  },
  'GET /api/clients/{id} id': { ...inClient, path: (id) => `/api/clients/${id}` },
};
