import { randomUUID } from 'node:crypto';
import { asCoach, type MakeAsk } from './ask.ts';

/** What is sent later, and what is saved to be said again. */
export const laterRequests: Readonly<Record<string, MakeAsk>> = {
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
