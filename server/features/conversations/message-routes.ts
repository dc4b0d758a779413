import { Hono } from 'hono';
import * as z from 'zod/mini';
import { messageView } from '#contract/conversations';
import { editMessageBody, emoji, messageVersions } from '#contract/message-acts';
import { idInPath } from '#contract/primitives';
import { contextOf, described, parsed } from '#server/kernel/routing';
import type { AppEnv } from '#server/kernel/routing';
import { deleteMessage } from './commands/delete-message.ts';
import { editMessage } from './commands/edit-message.ts';
import { setReaction } from './commands/set-reaction.ts';
import { listVersions } from './queries/list-versions.ts';

const byId = z.strictObject({ id: idInPath });
const byEmoji = z.strictObject({ id: idInPath, emoji });
const answers = { 200: z.object({ message: messageView }) };

/** What people do with a message that is there, over plain HTTP: the same verbs as over the socket. */
export function messageRoutes() {
  return new Hono<AppEnv>()
    .patch(
      '/messages/:id',
      described({
        summary: 'Edit an own text message, for 24 hours',
        tag: 'conversations',
        answers,
        errors: ['not_found', 'forbidden', 'invalid_input', 'conflict', 'too_large'],
      }),
      parsed('param', byId),
      parsed('json', editMessageBody),
      async (c) => {
        const input = { ...c.req.valid('json'), messageId: c.req.valid('param').id };
        const { message } = await editMessage(contextOf(c), input);
        return c.json({ message });
      },
    )
    .delete(
      '/messages/:id',
      described({
        summary: 'Delete an own text message; a trace stays',
        tag: 'conversations',
        answers,
        errors: ['not_found', 'forbidden', 'conflict'],
      }),
      parsed('param', byId),
      async (c) => {
        const { message } = await deleteMessage(contextOf(c), { messageId: c.req.valid('param').id });
        return c.json({ message });
      },
    )
    .get(
      '/messages/:id/versions',
      described({
        summary: 'What a message said before it was edited, the oldest first',
        tag: 'conversations',
        answers: { 200: messageVersions },
        errors: ['not_found'],
      }),
      parsed('param', byId),
      async (c) => c.json(await listVersions(contextOf(c), c.req.valid('param').id)),
    )
    .put(
      '/messages/:id/reactions/:emoji',
      described({
        summary: 'Put an emoji under a message',
        tag: 'conversations',
        answers,
        errors: ['not_found', 'conflict'],
      }),
      parsed('param', byEmoji),
      async (c) => {
        const { id, emoji } = c.req.valid('param');
        const { message } = await setReaction(contextOf(c), { messageId: id, emoji, on: true });
        return c.json({ message });
      },
    )
    .delete(
      '/messages/:id/reactions/:emoji',
      described({
        summary: 'Take an own emoji away again',
        tag: 'conversations',
        answers,
        errors: ['not_found', 'conflict'],
      }),
      parsed('param', byEmoji),
      async (c) => {
        const { id, emoji } = c.req.valid('param');
        const { message } = await setReaction(contextOf(c), { messageId: id, emoji, on: false });
        return c.json({ message });
      },
    );
}
