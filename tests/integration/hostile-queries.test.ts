import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Answer } from '../support/http.ts';
import { createWorld, type World } from '../support/world.ts';
import { Family, TODAY } from './authorization/family.ts';
import { REQUESTS } from './authorization/requests.ts';
import { apiSchemas, refused, routeName } from './hostile.values.ts';

let world: World;
let family: Family;
let known: ReadonlyMap<string, readonly string[]>;

beforeAll(async () => {
  world = await createWorld();
  world.clock.set(`${TODAY}T12:00:00Z`);
  family = await Family.in(world);
  const { paths } = (await world.nobody().get('/api/openapi.json')).parse(apiSchemas);
  known = new Map(
    Object.entries(paths).flatMap(([path, item]) =>
      Object.entries(item).map(([method, { parameters = [] }]): [string, string[]] => [
        routeName(method, path),
        parameters.filter((one) => one.in === 'query').map((one) => one.name),
      ]),
    ),
  );
});
afterAll(() => world.close());

const cursor = (position: unknown) => Buffer.from(JSON.stringify(position)).toString('base64url');

const BIG = 9_007_199_254_740_991;

/** What no list gave, in the shapes a list might give. */
const CURSORS = [
  ...[
    'x',
    '%00',
    '%ff',
    '%F0%9F%92%AA',
    "'--",
    '',
    'x'.repeat(201),
    '{}',
    'bnVsbA',
    'e30',
    '../../etc/passwd',
  ],
  ...[null, [], {}, 7, 'x', [null], [null, null], [[], []], [1], ['x'], [1, 2, 3, 4], ['x', 'y', 'z', 1]].map(
    cursor,
  ),
  ...[
    ['\u0000', 1],
    ['\ud800', 1],
    ['x', BIG],
    ['x', 1.5],
    ['x', '1'],
  ].map(cursor),
  ...[
    [0, BIG],
    [BIG, 1],
    [1.5, 1],
    ['2026-02-30', 1],
    ['0000-01-01', 1],
    ['0000-01-01'],
    ['infinity', 1],
  ].map(cursor),
  ...[
    ['2026-01-01T00:00:00.000Z', BIG],
    ['0000-01-01T00:00:00.000Z', 1],
    [0, '0000-01-01T00:00:00.000Z', 1],
    ['not a time', 1],
    ['+275760-09-13T00:00:00.000Z', BIG],
    [1e308, 1],
  ].map(cursor),
];

const NUMBERS = [
  '',
  'abc',
  '-1',
  '1.5',
  '1e2',
  '0x10',
  '٣',
  '99999999999',
  '2147483648',
  '+1',
  '%00',
  "1'--",
];
const DAYS = ['', 'x', '2026-02-30', '2026-13-01', '20260610', '0000-01-01', '2026-06-10T00:00:00Z', "'--"];
const TEXTS = ['%00', '%ED%A0%80', '%ff%fe', 'x'.repeat(81)];

const WRONG: Readonly<Record<string, readonly string[]>> = {
  cursor: CURSORS,
  limit: [...NUMBERS, '0', '00', '101', '1000'],
  before: NUMBERS,
  after: NUMBERS,
  around: NUMBERS,
  on: DAYS,
  conversationId: [...NUMBERS, '0', '01'],
  kind: ['', 'x', 'Text', 'text,link', '%00'],
  clientId: [...NUMBERS, '0', '01'],
  from: DAYS,
  to: DAYS,
  category: ['', 'x', 'strength', '%00'],
  role: ['', 'x', 'admin', 'ADMIN,COACH', '%00'],
  coach: [...NUMBERS, '0', '01'],
  q: TEXTS,
};

/** Texts in which a lenient decoder reads something harmless, and a place that some list might have given. */
const HARMLESS = new Set([
  ...['%ED%A0%80', '%ff%fe', cursor([1])],
  ...['2026-02-30', '0000-01-01', '0000-01-01T00:00:00.000Z', 'infinity', 'not a time'].map((name) =>
    cursor([name, 1]),
  ),
]);

const QUERYING = Object.keys(REQUESTS).filter((route) => route.startsWith('GET '));

async function asker(route: string): Promise<(query: string) => Promise<Answer>> {
  const ask = await REQUESTS[route]?.(family);
  if (!ask) throw new Error(`Nobody knows how to ask ${route}`);
  const [path = '', own = ''] = ask.path.split('?');
  return (query) => {
    const named = new URLSearchParams(query);
    const kept = own.split('&').filter((pair) => pair !== '' && !named.has(pair.split('=')[0] ?? ''));
    return ask.insider.get(`${path}?${[...kept, query].join('&')}`);
  };
}

it('knows a wrong value for every name a query may have', () => {
  const names = new Set([...known.values()].flat());
  expect([...names].toSorted()).toEqual(Object.keys(WRONG).toSorted());
});

describe.each(QUERYING)('%s', (route) => {
  it('refuses wrong values and names them', async () => {
    const ask = await asker(route);
    for (const name of known.get(route) ?? []) {
      for (const value of WRONG[name] ?? []) {
        const answer = await ask(`${name}=${value}`);
        if (HARMLESS.has(value) && answer.status === 200) continue;
        const { code, errors } = refused(answer, `${name}=${value}`);
        expect(code, `${name}=${value}`).toBe('invalid_input');
        expect(
          errors?.map((error) => error.path),
          `${name}=${value}`,
        ).toContain(name);
      }
    }
  });

  it('refuses names it does not know, and a name said twice', async () => {
    const ask = await asker(route);
    const names = known.get(route) ?? [];
    if (names.length === 0) return;
    for (const query of ['hidden=1', '__proto__=1', 'constructor=1', 'limit[]=1', 'userId=1']) {
      expect(refused(await ask(query), query).code, query).toBe('invalid_input');
    }
    for (const name of names) {
      const query = `${name}=1&${name}=2`;
      expect(refused(await ask(query), query).code, query).toBe('invalid_input');
    }
  });
});

describe('a page of messages', () => {
  it.each([
    ...['before=1&after=1', 'before=1&around=1', 'after=1&around=1', 'before=1&after=1&around=1'],
    'around=1&on=2026-05-01',
  ])('is asked for from one place: %s', async (query) => {
    const ask = await asker('GET /api/conversations/:id/messages');
    expect(refused(await ask(query), query).code).toBe('invalid_input');
  });
});

describe('an id in a path', () => {
  const NO_IDS = [
    '0',
    '-1',
    '1.5',
    '01',
    'abc',
    '1e3',
    '٣',
    '2147483648',
    '99999999999',
    '%00',
    '%ff',
    "1'--",
    '%2e%2e',
    '1%2f2',
    '1%20',
  ];
  const withId = Object.keys(REQUESTS).filter((route) => /:(id|exerciseId|publicId|token)/.test(route));

  it.each(withId)('of %s that can be none is not found, like any other that is nobody’s', async (route) => {
    const [method = '', path = ''] = route.split(' ');
    const ask = await REQUESTS[route]?.(family);
    for (const wrong of NO_IDS) {
      const asked = path.replaceAll(/:\w+/g, wrong);
      // Whoever asks resolves dots before anything is sent, and may well end at another route.
      if (new URL(asked, world.url).pathname.length < asked.length - 2 * wrong.length) continue;
      const json = ask?.body && {
        body: JSON.stringify(ask.body),
        headers: { 'content-type': 'application/json' },
      };
      const answer = await ask?.insider.request(asked, { method, ...json });
      if (!answer) throw new Error(`Nobody asked ${route}`);
      expect(['not_found', 'gone'], asked).toContain(refused(answer, asked).code);
    }
  });
});
