import { TODAY, type Family } from '../family.ts';
import { coach, type Field } from './field.ts';

const inThread = { by: coach, foreign: (other: Family) => other.client.conversationId };
const inLater = { by: coach, foreign: (other: Family) => other.laterId() };
const inReply = { by: coach, foreign: (other: Family) => other.savedReplyId() };

export const laterFields: Readonly<Record<string, Field>> = {
  'GET /api/conversations/{id}/scheduled-messages id': {
    ...inThread,
    path: (id) => `/api/conversations/${id}/scheduled-messages`,
  },
  'POST /api/conversations/{id}/scheduled-messages id': {
    ...inThread,
    path: (id) => `/api/conversations/${id}/scheduled-messages`,
    body: () => ({ text: 'x', sendAt: `${TODAY}T20:00:00Z`, timeZone: 'UTC' }),
  },
  'PATCH /api/scheduled-messages/{id} id': {
    ...inLater,
    path: (id) => `/api/scheduled-messages/${id}`,
    body: () => ({ text: 'x' }),
  },
  'DELETE /api/scheduled-messages/{id} id': { ...inLater, path: (id) => `/api/scheduled-messages/${id}` },
  'POST /api/scheduled-messages/{id}/send id': {
    ...inLater,
    path: (id) => `/api/scheduled-messages/${id}/send`,
  },
  'PATCH /api/saved-replies/{id} id': {
    ...inReply,
    path: (id) => `/api/saved-replies/${id}`,
    body: () => ({ text: 'x' }),
  },
  'POST /api/saved-replies/{id}/attachments/copies id': {
    ...inReply,
    path: (id) => `/api/saved-replies/${id}/attachments/copies`,
  },
  'DELETE /api/saved-replies/{id} id': { ...inReply, path: (id) => `/api/saved-replies/${id}` },
};
