import { randomUUID } from 'node:crypto';
import type { Family } from '../family.ts';
import { client, type Field } from './field.ts';

const inMessage = { by: client, foreign: (other: Family) => other.messageId() };
const inConversation = { by: client, foreign: (other: Family) => other.client.conversationId };

export const conversationFields: Readonly<Record<string, Field>> = {
  'GET /api/conversations/{id} id': { ...inConversation, path: (id) => `/api/conversations/${id}` },
  'PATCH /api/conversations/{id} id': {
    ...inConversation,
    path: (id) => `/api/conversations/${id}`,
    body: () => ({ markedUnread: true }),
  },
  'GET /api/conversations/{id}/messages id': {
    ...inConversation,
    path: (id) => `/api/conversations/${id}/messages`,
  },
  'POST /api/conversations/{id}/messages id': {
    ...inConversation,
    path: (id) => `/api/conversations/${id}/messages`,
    body: () => ({ clientMessageId: randomUUID(), text: 'x' }),
  },
  'PATCH /api/messages/{id} id': {
    ...inMessage,
    path: (id) => `/api/messages/${id}`,
    body: () => ({ text: 'x' }),
  },
  'DELETE /api/messages/{id} id': { ...inMessage, path: (id) => `/api/messages/${id}` },
  'GET /api/messages/{id}/versions id': { ...inMessage, path: (id) => `/api/messages/${id}/versions` },
  'PUT /api/messages/{id}/reactions/{emoji} id': {
    ...inMessage,
    path: (id) => `/api/messages/${id}/reactions/${encodeURIComponent('👍')}`,
  },
  'DELETE /api/messages/{id}/reactions/{emoji} id': {
    ...inMessage,
    path: (id) => `/api/messages/${id}/reactions/${encodeURIComponent('👍')}`,
  },
  'GET /api/search conversationId': {
    ...inConversation,
    path: (id) => `/api/search?q=hello&conversationId=${id}`,
  },
};
