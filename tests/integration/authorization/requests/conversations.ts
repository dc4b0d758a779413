import { randomUUID } from 'node:crypto';
import { MUTED_FOREVER } from '#contract/rules/muted';
import { asClient, type MakeAsk, type Ask } from './ask.ts';

/** What somebody does with a message of the client. */
const aboutMessage =
  (what: string, body?: Ask['body']): MakeAsk =>
  async (family) => ({
    path: `/api/messages/${await family.messageId()}${what}`,
    insider: family.client,
    ...(body && { body }),
  });

/** Threads, what is said in them, and what is found of it. */
export const conversationRequests: Readonly<Record<string, MakeAsk>> = {
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
};
