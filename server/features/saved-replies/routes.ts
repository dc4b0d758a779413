import { Hono } from 'hono';
import * as z from 'zod/mini';
import { idInPath } from '#contract/primitives';
import {
  changeSavedReplyInput,
  copiedAttachments,
  listSavedRepliesQuery,
  savedReplyAnswer,
  savedReplyInput,
  savedReplyList,
} from '#contract/saved-replies';
import { contextOf, described, parsed } from '#server/kernel/routing';
import type { AppEnv } from '#server/kernel/routing';
import { changeReply } from './commands/change-reply.ts';
import { copyAttachments } from './commands/copy-attachments.ts';
import { createReply } from './commands/create-reply.ts';
import { deleteReply } from './commands/delete-reply.ts';
import { listReplies } from './queries.ts';

const tag = 'saved replies';
const byId = z.strictObject({ id: idInPath });

/** A coach's saved replies. */
export function savedReplyRoutes() {
  return new Hono<AppEnv>()
    .basePath('/saved-replies')
    .get(
      '/',
      described({
        summary: 'My saved replies by title',
        tag,
        answers: { 200: savedReplyList },
        errors: ['forbidden', 'invalid_input'],
      }),
      parsed('query', listSavedRepliesQuery),
      async (c) => c.json(await listReplies(contextOf(c), c.req.valid('query'))),
    )
    .post(
      '/',
      described({
        summary: 'Save a reply; its text may hold {first_name}, {coach_name}, {day} and {date}',
        tag,
        answers: { 201: savedReplyAnswer },
        errors: ['malformed', 'forbidden', 'conflict', 'invalid_input'],
      }),
      parsed('json', savedReplyInput),
      async (c) => c.json({ reply: await createReply(contextOf(c), c.req.valid('json')) }, 201),
    )
    .patch(
      '/:id',
      described({
        summary: 'Change a saved reply',
        tag,
        answers: { 200: savedReplyAnswer },
        errors: ['malformed', 'forbidden', 'not_found', 'conflict', 'invalid_input'],
      }),
      parsed('param', byId),
      parsed('json', changeSavedReplyInput),
      async (c) => {
        const { id } = c.req.valid('param');
        return c.json({ reply: await changeReply(contextOf(c), id, c.req.valid('json')) });
      },
    )
    .post(
      '/:id/attachments/copies',
      described({
        summary: 'Copies of what a saved reply carries, to be sent with a message',
        tag,
        answers: { 201: copiedAttachments },
        errors: ['forbidden', 'not_found'],
      }),
      parsed('param', byId),
      async (c) => c.json({ attachments: await copyAttachments(contextOf(c), c.req.valid('param').id) }, 201),
    )
    .delete(
      '/:id',
      described({
        summary: 'Delete a saved reply',
        tag,
        answers: { 204: null },
        errors: ['forbidden', 'not_found'],
      }),
      parsed('param', byId),
      async (c) => {
        await deleteReply(contextOf(c), c.req.valid('param').id);
        return c.body(null, 204);
      },
    );
}
