import { Hono } from 'hono';
import * as z from 'zod/mini';
import {
  accountAnswer,
  accountList,
  changeRoleInput,
  listAccountsQuery,
  moveClientInput,
} from '#contract/people';
import { idInPath } from '#contract/primitives';
import { contextOf, described, parsed } from '#server/kernel/routing';
import type { AppEnv } from '#server/kernel/routing';
import { changeRole } from './commands/change-role.ts';
import { deactivatePerson } from './commands/deactivate-person.ts';
import { endSessionsOf } from './commands/end-sessions.ts';
import { moveClient } from './commands/move-client.ts';
import { reactivatePerson } from './commands/reactivate-person.ts';
import { listPeople } from './queries.ts';

const byId = z.strictObject({ id: idInPath });
const tag = 'people';
const answers = { 200: accountAnswer };

/** What an admin does about people. */
export function peopleRoutes() {
  return new Hono<AppEnv>()
    .basePath('/admin/people')
    .get(
      '/',
      described({
        summary: 'Everybody with an account, by name; `q` searches names and addresses',
        tag,
        answers: { 200: accountList },
        errors: ['forbidden', 'invalid_input'],
      }),
      parsed('query', listAccountsQuery),
      async (c) => c.json(await listPeople(contextOf(c), c.req.valid('query'))),
    )
    .post(
      '/:id/deactivate',
      described({
        summary: 'Keep somebody out: every session ends and no log-in succeeds until they are reactivated',
        tag,
        answers,
        errors: ['forbidden', 'not_found', 'conflict'],
      }),
      parsed('param', byId),
      async (c) => c.json({ person: await deactivatePerson(contextOf(c), c.req.valid('param').id) }),
    )
    .post(
      '/:id/reactivate',
      described({
        summary: 'Let a deactivated person log in again',
        tag,
        answers,
        errors: ['forbidden', 'not_found'],
      }),
      parsed('param', byId),
      async (c) => c.json({ person: await reactivatePerson(contextOf(c), c.req.valid('param').id) }),
    )
    .post(
      '/:id/end-sessions',
      described({
        summary: 'Log somebody out of every device',
        tag,
        answers,
        errors: ['forbidden', 'not_found'],
      }),
      parsed('param', byId),
      async (c) => c.json({ person: await endSessionsOf(contextOf(c), c.req.valid('param').id) }),
    )
    .put(
      '/:id/coach',
      described({
        summary: 'Give a client another coach: the old thread closes, the one with the new coach opens',
        tag,
        answers,
        errors: ['malformed', 'forbidden', 'not_found', 'invalid_input'],
      }),
      parsed('param', byId),
      parsed('json', moveClientInput),
      async (c) =>
        c.json({ person: await moveClient(contextOf(c), c.req.valid('param').id, c.req.valid('json')) }),
    )
    .put(
      '/:id/role',
      described({
        summary: 'Make a coach an admin, or an admin a coach',
        tag,
        answers,
        errors: ['malformed', 'forbidden', 'not_found', 'conflict', 'invalid_input'],
      }),
      parsed('param', byId),
      parsed('json', changeRoleInput),
      async (c) =>
        c.json({ person: await changeRole(contextOf(c), c.req.valid('param').id, c.req.valid('json')) }),
    );
}
