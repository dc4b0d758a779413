import { randomUUID } from 'node:crypto';
import { asCoach, PASSWORD, type MakeAsk, type Ask } from './ask.ts';

/** What an admin does about a person. */
const aboutBystander =
  (what: string, body?: Ask['body']): MakeAsk =>
  async (family) => ({
    path: `/api/admin/people/${(await family.bystander()).id}/${what}`,
    insider: family.admin,
    ...(body && { body }),
  });

/** People, who invites them and whose clients they are. */
export const peopleRequests: Readonly<Record<string, MakeAsk>> = {
  'GET /api/admin/people': ({ admin }) => ({ path: '/api/admin/people', insider: admin }),
  'POST /api/admin/people/:id/deactivate': aboutBystander('deactivate'),
  'POST /api/admin/people/:id/reactivate': aboutBystander('reactivate'),
  'POST /api/admin/people/:id/end-sessions': aboutBystander('end-sessions'),
  'PUT /api/admin/people/:id/role': aboutBystander('role', { role: 'ADMIN' }),
  'PUT /api/admin/people/:id/coach': ({ admin, client, otherCoach }) => ({
    path: `/api/admin/people/${client.id}/coach`,
    body: { coachId: otherCoach.id },
    insider: admin,
  }),
  'GET /api/invites': asCoach('/api/invites'),
  'POST /api/invites': ({ coach }) => ({
    path: '/api/invites',
    body: { email: `${randomUUID()}@example.test`, role: 'CLIENT' },
    insider: coach,
  }),
  'DELETE /api/invites/:id': async (family) => ({
    path: `/api/invites/${(await family.invite()).id}`,
    insider: family.coach,
  }),
  'GET /api/invitations/:token': async (family) => ({
    path: `/api/invitations/${(await family.invite()).token}`,
    insider: family.client,
  }),
  'POST /api/invitations/:token/accept': async (family) => ({
    path: `/api/invitations/${(await family.invite()).token}/accept`,
    body: { password: PASSWORD, displayName: 'New', timeZone: 'UTC' },
    insider: family.client,
  }),
  'GET /api/clients': asCoach('/api/clients'),
  'GET /api/clients/:id': ({ client, coach }) => ({ path: `/api/clients/${client.id}`, insider: coach }),
};
