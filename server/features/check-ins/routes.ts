import { Hono } from 'hono';
import * as z from 'zod/mini';
import {
  checkInList,
  checkInView,
  editCheckInInput,
  listCheckInsQuery,
  reviewCheckInInput,
  reviewedCheckIn,
  submitCheckInInput,
  submittedCheckIn,
} from '#contract/check-ins';
import { idInPath } from '#contract/primitives';
import { contextOf, described, parsed } from '#server/kernel/routing';
import type { AppEnv } from '#server/kernel/routing';
import { editCheckIn } from './commands/edit-check-in.ts';
import { reviewCheckIn } from './commands/review-check-in.ts';
import { submitCheckIn } from './commands/submit-check-in.ts';
import { listCheckIns } from './queries.ts';

const byId = z.strictObject({ id: idInPath });
const tag = 'check-ins';

export function checkInRoutes() {
  return new Hono<AppEnv>()
    .post(
      '/check-ins',
      described({
        summary: 'Check in for this week or the last one; 200 when this clientRequestId was stored before',
        tag,
        answers: { 201: submittedCheckIn, 200: submittedCheckIn },
        errors: ['malformed', 'forbidden', 'not_found', 'conflict', 'invalid_input'],
      }),
      parsed('json', submitCheckInInput),
      async (c) => {
        const { created, ...submitted } = await submitCheckIn(contextOf(c), c.req.valid('json'));
        return c.json(submitted, created ? 201 : 200);
      },
    )
    .patch(
      '/check-ins/:id',
      described({
        summary: 'Change a check-in until it is reviewed',
        tag,
        answers: { 200: z.object({ checkIn: checkInView }) },
        errors: ['malformed', 'forbidden', 'not_found', 'conflict', 'invalid_input'],
      }),
      parsed('param', byId),
      parsed('json', editCheckInInput),
      async (c) => {
        const checkIn = await editCheckIn(contextOf(c), c.req.valid('param').id, c.req.valid('json'));
        return c.json({ checkIn });
      },
    )
    .post(
      '/check-ins/:id/review',
      parsed('param', byId),
      parsed('json', reviewCheckInInput),
      described({
        summary: "Review a client's check-in, with or without a reply",
        tag,
        answers: { 200: reviewedCheckIn },
        errors: ['malformed', 'forbidden', 'not_found', 'conflict', 'invalid_input'],
        bodyOptional: true,
      }),
      async (c) => c.json(await reviewCheckIn(contextOf(c), c.req.valid('param').id, c.req.valid('json'))),
    )
    .get(
      '/clients/:id/check-ins',
      described({
        summary: "A client's check-ins, newest week first",
        tag,
        answers: { 200: checkInList },
        errors: ['not_found', 'invalid_input'],
      }),
      parsed('param', byId),
      parsed('query', listCheckInsQuery),
      async (c) => c.json(await listCheckIns(contextOf(c), c.req.valid('param').id, c.req.valid('query'))),
    );
}
