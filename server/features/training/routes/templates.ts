import { Hono } from 'hono';
import * as z from 'zod/mini';
import { idInPath } from '#contract/primitives';
import {
  exerciseList,
  listExercisesQuery,
  listTemplatesQuery,
  routineTemplateInput,
  routineTemplateList,
  routineTemplateView,
} from '#contract/training';
import { contextOf, described, parsed } from '#server/kernel/routing';
import type { AppEnv } from '#server/kernel/routing';
import { createTemplate } from '../commands/create-template.ts';
import { deleteTemplate } from '../commands/delete-template.ts';
import { replaceTemplate } from '../commands/replace-template.ts';
import { listExercises } from '../queries/exercises.ts';
import { getTemplate, listTemplates } from '../queries/templates.ts';

const tag = 'training';
const byId = z.strictObject({ id: idInPath });
const oneTemplate = z.object({ template: routineTemplateView });

/** The catalogue, and what a coach builds from it. */
export function templateRoutes() {
  return new Hono<AppEnv>()
    .get(
      '/exercises',
      described({
        summary: 'The exercise catalogue',
        tag,
        answers: { 200: exerciseList },
        errors: ['invalid_input'],
      }),
      parsed('query', listExercisesQuery),
      async (c) => c.json(await listExercises(contextOf(c), c.req.valid('query'))),
    )
    .get(
      '/routine-templates',
      described({
        summary: 'My routine templates by name',
        tag,
        answers: { 200: routineTemplateList },
        errors: ['forbidden', 'invalid_input'],
      }),
      parsed('query', listTemplatesQuery),
      async (c) => c.json(await listTemplates(contextOf(c), c.req.valid('query'))),
    )
    .post(
      '/routine-templates',
      described({
        summary: 'Make a routine template',
        tag,
        answers: { 201: oneTemplate },
        errors: ['malformed', 'forbidden', 'invalid_input'],
      }),
      parsed('json', routineTemplateInput),
      async (c) => c.json({ template: await createTemplate(contextOf(c), c.req.valid('json')) }, 201),
    )
    .get(
      '/routine-templates/:id',
      described({
        summary: 'One routine template',
        tag,
        answers: { 200: oneTemplate },
        errors: ['forbidden', 'not_found', 'invalid_input'],
      }),
      parsed('param', byId),
      async (c) => c.json({ template: await getTemplate(contextOf(c), c.req.valid('param').id) }),
    )
    .put(
      '/routine-templates/:id',
      described({
        summary: 'Replace a routine template; assigned plans stay as they are',
        tag,
        answers: { 200: oneTemplate },
        errors: ['malformed', 'forbidden', 'not_found', 'invalid_input'],
      }),
      parsed('param', byId),
      parsed('json', routineTemplateInput),
      async (c) => {
        const { id } = c.req.valid('param');
        return c.json({ template: await replaceTemplate(contextOf(c), id, c.req.valid('json')) });
      },
    )
    .delete(
      '/routine-templates/:id',
      described({
        summary: 'Delete a routine template, or archive it when it was assigned',
        tag,
        answers: { 204: null },
        errors: ['forbidden', 'not_found', 'invalid_input'],
      }),
      parsed('param', byId),
      async (c) => {
        await deleteTemplate(contextOf(c), c.req.valid('param').id);
        return c.body(null, 204);
      },
    );
}
