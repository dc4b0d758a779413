import { Hono } from 'hono';
import * as z from 'zod/mini';
import { described, type AppEnv } from '#server/kernel/routing';
import { docsPage, docsPolicy } from './docs-page.ts';
import { apiDocument, type ApiDocument, type ApiFacts } from './openapi.ts';

const anyObject = z.looseObject({ openapi: z.string() });

/**
 * `GET /openapi.json` and `GET /docs`.
 * @param api gives the app whose routes are described; asked on the first request, when all of them are registered
 */
export function docsRoutes(api: () => Hono<AppEnv>, facts: ApiFacts) {
  let document: Promise<ApiDocument> | undefined;
  const load = () => (document ??= apiDocument(api(), facts));
  const about = (summary: string) =>
    described({ summary, tag: 'System', open: true, answers: { 200: anyObject } });
  return new Hono<AppEnv>()
    .get('/openapi.json', about('This API in OpenAPI 3.1'), async (c) =>
      c.body(JSON.stringify(await load()), 200, { 'content-type': 'application/json' }),
    )
    .get('/docs', about('This API as a page to read'), async (c) => {
      c.header('content-security-policy', docsPolicy);
      return c.html(docsPage(await load()));
    });
}
