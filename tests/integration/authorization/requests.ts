import { randomUUID } from 'node:crypto';
import { MUTED_FOREVER } from '#contract/rules/muted';
import type { Person } from '../../support/person.ts';
import { formOf } from '../media.fixtures.ts';
import { TODAY, type Family } from './family.ts';

export interface Ask {
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
  /** A body that is no JSON, made anew for each request. */
  readonly sends?: () => { readonly body: FormData | string; readonly headers?: Record<string, string> };
  /** Somebody to whom this would be granted. */
  readonly insider: Person;
}

/** A request that an insider is granted, for every route, over things that exist. */
export type MakeAsk = (family: Family) => Ask | Promise<Ask>;

const asClient =
  (path: string, body?: Ask['body']): MakeAsk =>
  ({ client }) => ({ path, insider: client, ...(body && { body }) });
const asCoach =
  (path: string, body?: Ask['body']): MakeAsk =>
  ({ coach }) => ({ path, insider: coach, ...(body && { body }) });

/** What an admin does about a person. */
const aboutBystander =
  (what: string, body?: Ask['body']): MakeAsk =>
  async (family) => ({
    path: `/api/admin/people/${(await family.bystander()).id}/${what}`,
    insider: family.admin,
    ...(body && { body }),
  });

/** What somebody does with a message of the client. */
const aboutMessage =
  (what: string, body?: Ask['body']): MakeAsk =>
  async (family) => ({
    path: `/api/messages/${await family.messageId()}${what}`,
    insider: family.client,
    ...(body && { body }),
  });
/** Begins like a picture: enough for what is only looked at when the upload is finished. */
const GIF = 'GIF89a';

const PASSWORD = 'a fine long sentence';

export const REQUESTS: Readonly<Record<string, MakeAsk>> = {
  'GET /api/health': asClient('/api/health'),
  'GET /api/openapi.json': asClient('/api/openapi.json'),
  'GET /api/docs': asClient('/api/docs'),
  'GET /api/brand': asClient('/api/brand'),

  'GET /api/setup': asClient('/api/setup'),
  'POST /api/setup': asClient('/api/setup', {
    email: 'first@example.test',
    password: PASSWORD,
    displayName: 'First',
    brandName: 'Iron House',
    timeZone: 'UTC',
  }),
  'POST /api/auth/login': asClient('/api/auth/login', { email: 'who@example.test', password: PASSWORD }),
  'POST /api/auth/logout': asClient('/api/auth/logout'),
  'POST /api/auth/password-reset': asClient('/api/auth/password-reset', { email: 'who@example.test' }),
  'POST /api/auth/password-reset/confirm': asClient('/api/auth/password-reset/confirm', {
    token: 'x'.repeat(43),
    password: PASSWORD,
  }),
  'GET /api/auth/me': asClient('/api/auth/me'),
  'PATCH /api/auth/me': asClient('/api/auth/me', {
    displayName: 'Renamed',
    timeZone: 'Europe/Lisbon',
    unitSystem: 'imperial',
    locale: 'pt',
  }),
  'POST /api/auth/password': asClient('/api/auth/password', {
    currentPassword: 'not the right one',
    newPassword: PASSWORD,
  }),
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

  'GET /api/auth/sessions': asClient('/api/auth/sessions'),
  'DELETE /api/auth/sessions/:publicId': async (family) => ({
    path: `/api/auth/sessions/${await family.devicePublicId()}`,
    insider: family.client,
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

  'GET /api/conversations': asClient('/api/conversations'),
  'GET /api/conversations/:id': ({ client }) => ({
    path: `/api/conversations/${client.conversationId}`,
    insider: client,
  }),
  'PATCH /api/conversations/:id': ({ client }) => ({
    path: `/api/conversations/${client.conversationId}`,
    body: { markedUnread: true, mutedUntil: MUTED_FOREVER, pinned: true },
    insider: client,
  }),
  'GET /api/conversations/:id/messages': ({ client }) => ({
    path: `/api/conversations/${client.conversationId}/messages`,
    insider: client,
  }),
  'POST /api/conversations/:id/messages': async (family) => ({
    path: `/api/conversations/${family.client.conversationId}/messages`,
    body: { clientMessageId: randomUUID(), text: 'Hello', replyToSeq: await family.messageSeq() },
    insider: family.client,
  }),

  'PATCH /api/messages/:id': aboutMessage('', { text: 'Hello again' }),
  'DELETE /api/messages/:id': aboutMessage(''),
  'GET /api/messages/:id/versions': aboutMessage('/versions'),
  'PUT /api/messages/:id/reactions/:emoji': aboutMessage(`/reactions/${encodeURIComponent('👍')}`),
  'DELETE /api/messages/:id/reactions/:emoji': aboutMessage(`/reactions/${encodeURIComponent('👍')}`),
  'GET /api/search': ({ client }) => ({
    path: `/api/search?q=hello&conversationId=${client.conversationId}`,
    insider: client,
  }),
  'POST /api/media': ({ client }) => ({
    path: '/api/media',
    sends: () => ({ body: formOf(Buffer.from('a plan')) }),
    insider: client,
  }),
  'POST /api/media/uploads': asClient('/api/media/uploads', {
    fileName: 'film.mp4',
    bytes: 1_000,
    purpose: 'attachment',
  }),
  'GET /api/media/uploads/:id': async (family) => ({
    path: `/api/media/uploads/${await family.uploadId()}`,
    insider: family.client,
  }),
  'PATCH /api/media/uploads/:id': async (family) => ({
    path: `/api/media/uploads/${await family.uploadId()}`,
    sends: () => ({ body: 'x', headers: { 'upload-offset': '0' } }),
    insider: family.client,
  }),
  'PUT /api/media/uploads/:id/poster': async (family) => ({
    path: `/api/media/uploads/${await family.uploadId()}/poster`,
    sends: () => ({ body: GIF }),
    insider: family.client,
  }),
  'POST /api/media/uploads/:id/finish': async (family) => ({
    path: `/api/media/uploads/${await family.wholeUploadId()}/finish`,
    body: {},
    insider: family.client,
  }),
  'GET /api/media/:id': async (family) => ({
    path: `/api/media/${await family.sentMediaId()}`,
    insider: family.client,
  }),
  'GET /api/media/:id/:variant': async (family) => ({
    path: `/api/media/${await family.sentMediaId()}/full`,
    insider: family.client,
  }),

  'POST /api/check-ins': asClient('/api/check-ins', {
    weekOf: '2026-06-08',
    weight: 70.5,
    feeling: 4,
    notes: 'Fine',
    clientRequestId: randomUUID(),
  }),
  'PATCH /api/check-ins/:id': async (family) => ({
    path: `/api/check-ins/${await family.checkInId()}`,
    body: { weight: 71, feeling: 5, notes: 'Better' },
    insider: family.client,
  }),
  'POST /api/check-ins/:id/review': async (family) => ({
    path: `/api/check-ins/${await family.checkInId()}/review`,
    body: { reply: 'Well done', clientRequestId: randomUUID() },
    insider: family.coach,
  }),
  'GET /api/clients/:id/check-ins': ({ client }) => ({
    path: `/api/clients/${client.id}/check-ins`,
    insider: client,
  }),

  'GET /api/exercises': asClient('/api/exercises'),
  'GET /api/routine-templates': asCoach('/api/routine-templates'),
  'POST /api/routine-templates': async (family) => ({
    path: '/api/routine-templates',
    body: await plan(family),
    insider: family.coach,
  }),
  'GET /api/routine-templates/:id': async (family) => ({
    path: `/api/routine-templates/${await family.templateId()}`,
    insider: family.coach,
  }),
  'PUT /api/routine-templates/:id': async (family) => ({
    path: `/api/routine-templates/${await family.templateId()}`,
    body: await plan(family),
    insider: family.coach,
  }),
  'DELETE /api/routine-templates/:id': async (family) => ({
    path: `/api/routine-templates/${await family.templateId()}`,
    insider: family.coach,
  }),
  'POST /api/routine-templates/:id/assign': async (family) => ({
    path: `/api/routine-templates/${await family.templateId()}/assign`,
    body: {
      clientId: family.client.id,
      assignedDate: TODAY,
      isRecurring: true,
      recurringDay: 3,
      clientRequestId: randomUUID(),
    },
    insider: family.coach,
  }),
  'GET /api/routine-assignments/:id': async (family) => ({
    path: `/api/routine-assignments/${await family.assignmentId()}`,
    insider: family.client,
  }),
  'DELETE /api/routine-assignments/:id': async (family) => ({
    path: `/api/routine-assignments/${await family.assignmentId()}`,
    insider: family.coach,
  }),
  'GET /api/clients/:id/routine-assignments': ({ client }) => ({
    path: `/api/clients/${client.id}/routine-assignments`,
    insider: client,
  }),
  'GET /api/scheduled-routines': ({ client }) => ({
    path: `/api/scheduled-routines?from=${TODAY}&to=${TODAY}&clientId=${client.id}`,
    insider: client,
  }),
  'PUT /api/scheduled-routines/:id/exercises/:exerciseId': async (family) => ({
    path: `/api/scheduled-routines/${await family.scheduledId()}/exercises/${await family.exerciseId()}`,
    body: { done: true, sets: 3, reps: 8, durationMinutes: 12.5, weightKg: 40 },
    insider: family.client,
  }),

  'GET /api/conversations/:id/scheduled-messages': ({ client, coach }) => ({
    path: `/api/conversations/${client.conversationId}/scheduled-messages`,
    insider: coach,
  }),
  'POST /api/conversations/:id/scheduled-messages': async (family) => ({
    path: `/api/conversations/${family.client.conversationId}/scheduled-messages`,
    body: { ...later, replyToSeq: await family.messageSeq(), clientRequestId: randomUUID() },
    insider: family.coach,
  }),
  'GET /api/scheduled-messages': asCoach('/api/scheduled-messages'),
  'PATCH /api/scheduled-messages/:id': async (family) => ({
    path: `/api/scheduled-messages/${await family.laterId()}`,
    body: { ...later, replyToSeq: null },
    insider: family.coach,
  }),
  'DELETE /api/scheduled-messages/:id': async (family) => ({
    path: `/api/scheduled-messages/${await family.laterId()}`,
    insider: family.coach,
  }),
  'POST /api/scheduled-messages/:id/send': async (family) => ({
    path: `/api/scheduled-messages/${await family.laterId()}/send`,
    insider: family.coach,
  }),

  'GET /api/saved-replies': asCoach('/api/saved-replies'),
  'POST /api/saved-replies': ({ coach }) => ({
    path: '/api/saved-replies',
    body: { title: randomUUID(), text: 'Well done, {first_name}' },
    insider: coach,
  }),
  'PATCH /api/saved-replies/:id': async (family) => ({
    path: `/api/saved-replies/${await family.savedReplyId()}`,
    body: { title: 'Praise', text: 'Well done' },
    insider: family.coach,
  }),
  'POST /api/saved-replies/:id/attachments/copies': async (family) => ({
    path: `/api/saved-replies/${await family.savedReplyId()}/attachments/copies`,
    insider: family.coach,
  }),
  'DELETE /api/saved-replies/:id': async (family) => ({
    path: `/api/saved-replies/${await family.savedReplyId()}`,
    insider: family.coach,
  }),
};

const later = { text: 'Good morning', sendAt: '2026-06-11T06:00:00Z', timeZone: 'Europe/Lisbon' };

async function plan(family: Family) {
  const line = { exerciseId: await family.exerciseId(), sets: 3, reps: 8, weightKg: 40, dayOfWeek: 1 };
  return { name: 'Lower B', description: 'Legs', exercises: [{ ...line, orderIndex: 0 }] };
}
