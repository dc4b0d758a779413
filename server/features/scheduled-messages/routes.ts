import { Hono } from 'hono';
import * as z from 'zod/mini';
import { idInPath } from '#contract/primitives';
import {
  changeScheduledInput,
  listScheduledMessagesQuery,
  scheduledAnswer,
  scheduledEverywhere,
  scheduledList,
  scheduleMessageInput,
  sentAnswer,
} from '#contract/scheduled-messages';
import { contextOf, described, parsed } from '#server/kernel/routing';
import type { AppEnv } from '#server/kernel/routing';
import { cancelScheduled } from './commands/cancel-scheduled.ts';
import { changeScheduled } from './commands/change-scheduled.ts';
import { scheduleMessage } from './commands/schedule-message.ts';
import { sendNow } from './commands/send-now.ts';
import { listMine, listOfThread } from './queries.ts';

const tag = 'scheduled messages';
const byId = z.strictObject({ id: idInPath });

/** Messages a coach writes now and sends later. */
export function scheduledMessageRoutes() {
  return new Hono<AppEnv>().route('/', inThread()).route('/', byThemselves());
}

function inThread() {
  return new Hono<AppEnv>()
    .get(
      '/conversations/:id/scheduled-messages',
      described({
        summary: 'What I have scheduled in a thread and what could not be sent, by its moment',
        tag,
        answers: { 200: scheduledList },
        errors: ['forbidden', 'not_found', 'invalid_input'],
      }),
      parsed('param', byId),
      parsed('query', listScheduledMessagesQuery),
      async (c) => c.json(await listOfThread(contextOf(c), c.req.valid('param').id, c.req.valid('query'))),
    )
    .post(
      '/conversations/:id/scheduled-messages',
      described({
        summary: 'Send a message later; 200 when this clientRequestId was stored before',
        tag,
        answers: { 201: scheduledAnswer, 200: scheduledAnswer },
        errors: ['malformed', 'forbidden', 'not_found', 'conflict', 'invalid_input'],
      }),
      parsed('param', byId),
      parsed('json', scheduleMessageInput),
      async (c) => {
        const { id } = c.req.valid('param');
        const { scheduled, created } = await scheduleMessage(contextOf(c), id, c.req.valid('json'));
        return c.json({ scheduled }, created ? 201 : 200);
      },
    );
}

function byThemselves() {
  return new Hono<AppEnv>()
    .basePath('/scheduled-messages')
    .get(
      '/',
      described({
        summary: 'What I have scheduled anywhere and what could not be sent, for whom, by its moment',
        tag,
        answers: { 200: scheduledEverywhere },
        errors: ['forbidden', 'invalid_input'],
      }),
      parsed('query', listScheduledMessagesQuery),
      async (c) => c.json(await listMine(contextOf(c), c.req.valid('query'))),
    )
    .patch(
      '/:id',
      described({
        summary: 'Change what is sent later, or when; one that failed waits again once it is given a moment',
        tag,
        answers: { 200: scheduledAnswer },
        errors: ['malformed', 'forbidden', 'not_found', 'conflict', 'invalid_input'],
      }),
      parsed('param', byId),
      parsed('json', changeScheduledInput),
      async (c) => {
        const { id } = c.req.valid('param');
        return c.json({ scheduled: await changeScheduled(contextOf(c), id, c.req.valid('json')) });
      },
    )
    .delete(
      '/:id',
      described({
        summary: 'Do not send it',
        tag,
        answers: { 204: null },
        errors: ['forbidden', 'not_found', 'conflict'],
      }),
      parsed('param', byId),
      async (c) => {
        await cancelScheduled(contextOf(c), c.req.valid('param').id);
        return c.body(null, 204);
      },
    )
    .post(
      '/:id/send',
      described({
        summary: 'Send it now, also one that failed; one that is sent already is answered the same',
        tag,
        answers: { 200: sentAnswer },
        errors: ['forbidden', 'not_found', 'conflict', 'invalid_input'],
      }),
      parsed('param', byId),
      async (c) => c.json(await sendNow(contextOf(c), c.req.valid('param').id)),
    );
}
