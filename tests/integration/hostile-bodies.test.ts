import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../support/http.ts';
import type { Person } from '../support/person.ts';
import { createWorld, type World } from '../support/world.ts';
import { Family, TODAY } from './authorization/family.ts';
import { REQUESTS } from './authorization/requests.ts';
import {
  apiSchemas,
  inEachText,
  refused,
  routeName,
  rowCounts,
  wrongInOnePlace,
  type JsonSchema,
} from './hostile.values.ts';

const JSON_TYPE = { 'content-type': 'application/json' };

let world: World;
let family: Family;
let schemas: ReadonlyMap<string, JsonSchema>;
let before: Record<string, number>;

beforeAll(async () => {
  world = await createWorld();
  world.clock.set(`${TODAY}T12:00:00Z`);
  family = await Family.in(world);
  const { paths } = (await world.nobody().get('/api/openapi.json')).parse(apiSchemas);
  schemas = new Map(
    Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).flatMap(([method, { requestBody }]): [string, JsonSchema][] => {
        const schema = requestBody?.content['application/json']?.schema;
        return schema ? [[routeName(method, path), schema]] : [];
      }),
    ),
  );
  // Whatever the requests are about is there before anything is counted.
  for (const route of schemas.keys()) await REQUESTS[route]?.(family);
  before = await rowCounts(world);
});
afterAll(() => world.close());

const ROUTES = Object.keys(REQUESTS).filter((route) => /^(POST|PUT|PATCH) /.test(route));
/** Takes no body and so looks at none, or bytes, which media-forms.test.ts looks after. */
const WITHOUT_BODY = [
  'POST /api/auth/logout',
  ...['POST /api/media', 'PATCH /api/media/uploads/:id', 'PUT /api/media/uploads/:id/poster'],
  ...['deactivate', 'reactivate', 'end-sessions'].map((act) => `POST /api/admin/people/:id/${act}`),
  'PUT /api/messages/:id/reactions/:emoji',
  'POST /api/scheduled-messages/:id/send',
  'POST /api/saved-replies/:id/attachments/copies',
];
/** Takes none for an empty one. */
const BODY_OPTIONAL = ['POST /api/check-ins/:id/review', 'POST /api/media/uploads/:id/finish'];

const NO_BODIES: [string, RequestInit, string][] = [
  ['nothing', { body: '' }, 'malformed'],
  ['no body', {}, 'malformed'],
];

interface Target {
  readonly schema: JsonSchema;
  readonly body: object;
  readonly insider: Person;
  readonly send: (init: RequestInit) => Promise<Answer>;
}

async function target(route: string): Promise<Target> {
  const ask = await REQUESTS[route]?.(family);
  const schema = schemas.get(route);
  if (ask?.body === undefined || schema === undefined) throw new Error(`${route} takes no body`);
  const [method = ''] = route.split(' ');
  const send = (init: RequestInit) => ask.insider.request(ask.path, { method, headers: JSON_TYPE, ...init });
  return { schema, body: ask.body, insider: ask.insider, send };
}

const stream = (bytes: number): RequestInit => ({
  body: new Blob(['{"text":"', 'x'.repeat(bytes), '"}']).stream(),
  duplex: 'half',
});

it('knows every route that takes a body', () => {
  expect([...schemas.keys()].toSorted()).toEqual(
    ROUTES.filter((route) => !WITHOUT_BODY.includes(route)).toSorted(),
  );
});

describe.each(ROUTES.filter((route) => !WITHOUT_BODY.includes(route)))('%s', (route) => {
  it('refuses what is no JSON, too much of it, or no object', async () => {
    const { send, body } = await target(route);
    const good = JSON.stringify(body);
    const wrong: [string, RequestInit, string][] = [
      ['half of it', { body: good.slice(0, -1) }, 'malformed'],
      ...(BODY_OPTIONAL.includes(route) ? [] : NO_BODIES),
      [
        'not UTF-8',
        { body: Buffer.concat([Buffer.from('{"x":"'), Buffer.from([0xc3, 0x28]), Buffer.from('"}')]) },
        'malformed',
      ],
      ['JSON with a comment', { body: `/**/${good}` }, 'malformed'],
      [
        'a form',
        { body: 'a=b', headers: { 'content-type': 'application/x-www-form-urlencoded' } },
        'unsupported_media',
      ],
      [
        'a wrong charset of the type',
        { body: good, headers: { 'content-type': 'text/json' } },
        'unsupported_media',
      ],
      ['70 KB', { body: JSON.stringify({ ...body, padding: 'x'.repeat(70_000) }) }, 'too_large'],
      ['a stream of 10 MB', stream(10_000_000), 'too_large'],
      ...['null', '[]', '[[]]', '7', '1e999', '"x"', 'true', `[${good}]`].map(
        (text): [string, RequestInit, string] => [text, { body: text }, 'invalid_input'],
      ),
      ['deep', { body: `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}` }, 'invalid_input'],
    ];
    for (const [what, init, code] of wrong) {
      expect(refused(await send(init), what).code, what).toBe(code);
    }
  });

  it('refuses keys nobody knows', async () => {
    const { send, body } = await target(route);
    const good = JSON.stringify(body).slice(0, -1);
    const comma = good === '{' ? '' : ',';
    for (const key of [
      'hidden',
      '__proto__',
      'constructor',
      'prototype',
      'toString',
      'userId',
      'role2',
      '',
    ]) {
      const sent = `${good}${comma}${JSON.stringify(key)}:{"role":"ADMIN"}}`;
      expect(refused(await send({ body: sent }), key).code, key).toBe('invalid_input');
    }
  });

  it('refuses what a field cannot be, and names the field', async () => {
    const { send, body, schema } = await target(route);
    for (const [path, wrong] of wrongInOnePlace(body, schema)) {
      const about = `${path} in ${JSON.stringify(wrong).slice(0, 200)}`;
      const { code, errors } = refused(await send({ body: JSON.stringify(wrong) }), about);
      expect(code, about).toBe('invalid_input');
      expect(
        errors?.map((error) => error.path).filter((named) => touches(named, path)),
        about,
      ).not.toEqual([]);
    }
  });

  it('refuses text that no database holds', async () => {
    const { send, body } = await target(route);
    for (const poison of ['\u0000', '\ud800', '\udc00x']) {
      for (const wrong of inEachText(body, poison)) {
        refused(await send({ body: JSON.stringify(wrong) }), JSON.stringify(wrong));
      }
    }
  });

  it('refuses pages of other origins, whoever looks at them', async () => {
    const { send, body } = await target(route);
    for (const origin of ['https://evil.test', 'null', `${world.url}.evil.test`, '']) {
      const answer = await send({ body: JSON.stringify(body), headers: { ...JSON_TYPE, origin } });
      expect(refused(answer, origin).code, origin).toBe('forbidden');
    }
  });
});

/** The path itself, something inside of it, or what holds it. */
function touches(named: string, path: string): boolean {
  return named === path || named.startsWith(`${path}.`) || path.startsWith(`${named}.`);
}

it('nothing of all that was stored', async () => {
  expect(await rowCounts(world)).toEqual(before);
});

it('and the server still knows everybody', async () => {
  expect((await family.client.get('/api/auth/me')).body).toMatchObject({
    user: { role: 'CLIENT', displayName: 'Test client' },
  });
});
