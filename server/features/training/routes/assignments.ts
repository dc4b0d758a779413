import { Hono } from 'hono';
import * as z from 'zod/mini';
import { idInPath } from '#contract/primitives';
import {
  assignedRoutine,
  assignmentList,
  assignmentView,
  assignRoutineInput,
  listAssignmentsQuery,
} from '#contract/training';
import { contextOf, described, parsed } from '#server/kernel/routing';
import type { AppEnv } from '#server/kernel/routing';
import { assignRoutine } from '../commands/assign-routine.ts';
import { endAssignment } from '../commands/end-assignment.ts';
import { getAssignment, listAssignments } from '../queries/assignments.ts';

const tag = 'training';
const byId = z.strictObject({ id: idInPath });

/** Plans given to clients. */
export function assignmentRoutes() {
  return new Hono<AppEnv>()
    .post(
      '/routine-templates/:id/assign',
      described({
        summary: 'Assign a template to a client; 200 when this clientRequestId was stored before',
        tag,
        answers: { 201: assignedRoutine, 200: assignedRoutine },
        errors: ['malformed', 'forbidden', 'not_found', 'conflict', 'invalid_input'],
      }),
      parsed('param', byId),
      parsed('json', assignRoutineInput),
      async (c) => {
        const { id } = c.req.valid('param');
        const { created, ...assigned } = await assignRoutine(contextOf(c), id, c.req.valid('json'));
        return c.json(assigned, created ? 201 : 200);
      },
    )
    .get(
      '/routine-assignments/:id',
      described({
        summary: 'One assigned routine',
        tag,
        answers: { 200: z.object({ assignment: assignmentView }) },
        errors: ['not_found', 'invalid_input'],
      }),
      parsed('param', byId),
      async (c) => c.json({ assignment: await getAssignment(contextOf(c), c.req.valid('param').id) }),
    )
    .delete(
      '/routine-assignments/:id',
      described({
        summary: 'End an assigned routine; what was logged stays',
        tag,
        answers: { 204: null },
        errors: ['forbidden', 'not_found', 'invalid_input'],
      }),
      parsed('param', byId),
      async (c) => {
        await endAssignment(contextOf(c), c.req.valid('param').id);
        return c.body(null, 204);
      },
    )
    .get(
      '/clients/:id/routine-assignments',
      described({
        summary: "A client's assigned routines, active ones first",
        tag,
        answers: { 200: assignmentList },
        errors: ['not_found', 'invalid_input'],
      }),
      parsed('param', byId),
      parsed('query', listAssignmentsQuery),
      async (c) => c.json(await listAssignments(contextOf(c), c.req.valid('param').id, c.req.valid('query'))),
    );
}
