import * as z from 'zod';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorld, type World } from '../support/world.ts';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];
const operation = z.looseObject({
  summary: z.string().min(1),
  tags: z.array(z.string()).min(1),
  responses: z.record(z.string(), z.unknown()),
});
const document = z.looseObject({
  openapi: z.literal('3.1.0'),
  paths: z.record(z.string(), z.record(z.string(), operation)),
  components: z.looseObject({
    schemas: z.looseObject({ Problem: z.looseObject({}) }),
    securitySchemes: z.looseObject({ session: z.looseObject({ in: z.literal('cookie') }) }),
  }),
});

let world: World;
let described: z.infer<typeof document>;
beforeAll(async () => {
  world = await createWorld();
  described = (await world.nobody().get('/api/openapi.json')).parse(document);
});
afterAll(() => world.close());

/** `GET /api/clients/{id}` for every route that answers something of its own. */
const registered = () =>
  world.routes
    .filter(({ method, path }) => method !== 'ALL' && path.startsWith('/api/') && !path.includes('*'))
    .map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)(\{[^}]*\})?/g, '{$1}')}`);

describe('the description of the API', () => {
  it('has every route that is registered, and no other', () => {
    const entries = Object.entries(described.paths).flatMap(([path, item]) =>
      Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`),
    );
    expect(entries.toSorted()).toEqual([...new Set(registered())].toSorted());
    expect(entries.length).toBeGreaterThan(20);
  });

  it('knows the methods we use', () => {
    const methods = Object.values(described.paths).flatMap((item) => Object.keys(item));
    expect(methods.filter((method) => !METHODS.includes(method))).toEqual([]);
  });

  it('points to schemas that are there', () => {
    const references = JSON.stringify(described).match(/"\$ref":"#\/components\/schemas\/[^"]+/g) ?? [];
    const names = references.map((reference) => reference.split('/').at(-1));
    expect(new Set(names)).toSatisfy((used: Set<string>) =>
      [...used].every((name) => name in described.components.schemas),
    );
  });

  it('is a page to read that loads nothing from anywhere', async () => {
    const answer = await world.nobody().get('/api/docs');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(answer.text).toContain('/api/conversations/{id}/messages');
    expect(answer.text).not.toMatch(/<script|src=|https?:\/\//);
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/);
  });
});
