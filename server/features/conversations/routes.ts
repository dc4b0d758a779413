import { Hono } from 'hono';
import * as z from 'zod/mini';
import {
  conversationView,
  listConversationsQuery,
  listMessagesQuery,
  messagePage,
  messageView,
  sendMessageBody,
} from '#contract/conversations';
import { updateSettingsBody } from '#contract/own-threads';
import { idInPath } from '#contract/primitives';
import { contextOf, described, parsed } from '#server/kernel/routing';
import type { AppEnv } from '#server/kernel/routing';
import { sendMessage } from './commands/send-message.ts';
import { updateSettings } from './commands/update-settings.ts';
import { getConversation, listConversations } from './queries/list-conversations.ts';
import { listMessages } from './queries/list-messages.ts';

const byId = z.strictObject({ id: idInPath });
const conversationList = z.object({ items: z.array(conversationView), nextCursor: z.nullable(z.string()) });

/** The thread over plain HTTP: the same verbs as over the socket. */
export function conversationRoutes() {
  return new Hono<AppEnv>()
    .get(
      '/conversations',
      described({
        summary: 'My threads, pinned ones first, then newest activity',
        tag: 'conversations',
        answers: { 200: conversationList },
      }),
      parsed('query', listConversationsQuery),
      async (c) => c.json(await listConversations(contextOf(c), c.req.valid('query'))),
    )
    .get(
      '/conversations/:id',
      described({
        summary: 'One thread',
        tag: 'conversations',
        answers: { 200: conversationView },
        errors: ['not_found'],
      }),
      parsed('param', byId),
      async (c) => c.json(await getConversation(contextOf(c), c.req.valid('param').id)),
    )
    .patch(
      '/conversations/:id',
      described({
        summary: 'How I see a thread: pinned, quiet, to be looked at again',
        tag: 'conversations',
        answers: { 200: conversationView },
        errors: ['not_found', 'invalid_input', 'conflict'],
      }),
      parsed('param', byId),
      parsed('json', updateSettingsBody),
      async (c) => {
        const conversationId = c.req.valid('param').id;
        return c.json(await updateSettings(contextOf(c), { ...c.req.valid('json'), conversationId }));
      },
    )
    .get(
      '/conversations/:id/messages',
      described({
        summary: 'A page of messages: the newest, before, after or around a seq, or where a day begins',
        tag: 'conversations',
        answers: { 200: messagePage },
        errors: ['not_found', 'invalid_input'],
      }),
      parsed('param', byId),
      parsed('query', listMessagesQuery),
      async (c) => c.json(await listMessages(contextOf(c), c.req.valid('param').id, c.req.valid('query'))),
    )
    .post(
      '/conversations/:id/messages',
      described({
        summary: 'Send a message; 200 when this clientMessageId was stored before',
        tag: 'conversations',
        answers: { 201: z.object({ message: messageView }), 200: z.object({ message: messageView }) },
        errors: ['not_found', 'invalid_input', 'conflict', 'too_large'],
      }),
      parsed('param', byId),
      parsed('json', sendMessageBody),
      async (c) => {
        const conversationId = c.req.valid('param').id;
        const { message, duplicate } = await sendMessage(contextOf(c), {
          ...c.req.valid('json'),
          conversationId,
        });
        return c.json({ message }, duplicate ? 200 : 201);
      },
    );
}
