import { Hono } from 'hono';
import * as z from 'zod/mini';
import { clientList, clientView, listClientsQuery } from '#contract/clients';
import { idInPath } from '#contract/primitives';
import { contextOf, described, parsed } from '#server/kernel/routing';
import type { AppEnv } from '#server/kernel/routing';
import { getClient, listClients } from './queries.ts';

const tag = 'clients';

export function clientRoutes() {
  return new Hono<AppEnv>()
    .get(
      '/clients',
      described({
        summary: 'Your clients, by name; `q` searches names and addresses',
        tag,
        answers: { 200: clientList },
        errors: ['forbidden', 'invalid_input'],
      }),
      parsed('query', listClientsQuery),
      async (c) => c.json(await listClients(contextOf(c), c.req.valid('query'))),
    )
    .get(
      '/clients/:id',
      described({
        summary: 'One of your clients',
        tag,
        answers: { 200: z.object({ client: clientView }) },
        errors: ['forbidden', 'not_found'],
      }),
      parsed('param', z.strictObject({ id: idInPath })),
      async (c) => c.json({ client: await getClient(contextOf(c), c.req.valid('param').id) }),
    );
}
