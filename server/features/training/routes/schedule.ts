import { Hono } from 'hono';
import * as z from 'zod/mini';
import { idInPath } from '#contract/primitives';
import {
  listScheduledQuery,
  scheduledRoutineList,
  scheduledRoutineView,
  tickExerciseInput,
} from '#contract/training';
import { contextOf, described, parsed } from '#server/kernel/routing';
import type { AppEnv } from '#server/kernel/routing';
import { tickExercise } from '../commands/tick-exercise.ts';
import { listScheduled } from '../queries/scheduled.ts';

const tag = 'training';
const exerciseOfEntry = z.strictObject({ id: idInPath, exerciseId: idInPath });

/** A client's calendar, and what is done of it. */
export function scheduleRoutes() {
  return new Hono<AppEnv>()
    .get(
      '/scheduled-routines',
      described({
        summary: "A client's calendar, both days included; coaches name the client",
        tag,
        answers: { 200: scheduledRoutineList },
        errors: ['not_found', 'invalid_input'],
      }),
      parsed('query', listScheduledQuery),
      async (c) => c.json(await listScheduled(contextOf(c), c.req.valid('query'))),
    )
    .put(
      '/scheduled-routines/:id/exercises/:exerciseId',
      described({
        summary: 'Tick an exercise as done, or untick it',
        tag,
        answers: { 200: z.object({ scheduled: scheduledRoutineView }) },
        errors: ['malformed', 'forbidden', 'not_found', 'conflict', 'invalid_input'],
      }),
      parsed('param', exerciseOfEntry),
      parsed('json', tickExerciseInput),
      async (c) => {
        const { id: scheduledId, exerciseId } = c.req.valid('param');
        const which = { scheduledId, exerciseId };
        return c.json({ scheduled: await tickExercise(contextOf(c), which, c.req.valid('json')) });
      },
    );
}
