import { expect } from 'vitest';
import { sql } from 'drizzle-orm';
import * as z from 'zod';
import { ERROR_STATUS } from '#contract/errors';
import type { Answer } from '../support/http.ts';
import type { World } from '../support/world.ts';

/** As much of a JSON schema as our inputs use. */
export const jsonSchema = z.looseObject({
  get properties() {
    return z.record(z.string(), jsonSchema).optional();
  },
  get items() {
    return jsonSchema.optional();
  },
  required: z.array(z.string()).optional(),
});
export type JsonSchema = z.infer<typeof jsonSchema>;

const anySchema = z.custom<Parameters<typeof z.fromJSONSchema>[0]>((value) => typeof value === 'object');

const operations = z.record(
  z.string(),
  z.object({
    requestBody: z
      .object({ content: z.object({ 'application/json': z.object({ schema: jsonSchema }).optional() }) })
      .optional(),
    parameters: z.array(z.object({ in: z.string(), name: z.string() })).optional(),
  }),
);
export const apiSchemas = z.object({ paths: z.record(z.string(), operations) });

/** `POST /api/check-ins/:id` for `/api/check-ins/{id}`. */
export const routeName = (method: string, path: string) =>
  `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`;

const nest = (depth: number): unknown => JSON.parse('['.repeat(depth) + ']'.repeat(depth));

/** Things no field takes all of. */
const STRANGE: readonly unknown[] = [
  ...['', 'x', "' or 1=1; --", 'x'.repeat(10_001)],
  ...[0, -1, 7, 1.5, 101, 2 ** 31, 2 ** 53, 1e308, -1e308],
  ...[true, false, null],
  ...[[], [null], ['x'], nest(500)],
  ...[{}, { length: 1 }, { toString: 'x' }],
];

/** Bodies that are wrong in exactly one place, with the dotted path of that place. */
export function wrongInOnePlace(body: object, schema: JsonSchema, at = ''): [path: string, body: object][] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, field]) => {
    const path = at + name;
    const fits = z.fromJSONSchema(anySchema.parse(field));
    const strange = STRANGE.filter((value) => !fits.safeParse(value).success);
    const wrong: [string, object][] = strange.map((value) => [path, { ...body, [name]: value }]);
    if (schema.required?.includes(name)) {
      wrong.push([path, Object.fromEntries(Object.entries(body).filter(([key]) => key !== name))]);
    }
    return [...wrong, ...wrongInItem(body, name, field, path)];
  });
}

function wrongInItem(body: object, name: string, field: JsonSchema, path: string): [string, object][] {
  const [first]: unknown[] = z.array(z.unknown()).catch([]).parse(Reflect.get(body, name));
  if (field.items === undefined || typeof first !== 'object' || first === null) return [];
  const withUnknown: [string, object][] = [[`${path}.0`, { ...first, hidden: true }]];
  return [...wrongInOnePlace(first, field.items, `${path}.0.`), ...withUnknown].map(([place, item]) => [
    place,
    { ...body, [name]: [item] },
  ]);
}

/** The body with this put into each of its texts in turn. */
export function inEachText(body: object, poison: string): object[] {
  return Object.entries(body)
    .filter(([, value]: [string, unknown]) => typeof value === 'string')
    .map(([name, value]: [string, unknown]) => ({ ...body, [name]: `${String(value)}${poison}` }));
}

const problem = z.strictObject({
  type: z.string(),
  title: z.string().min(1),
  status: z.number(),
  code: z.enum(Object.keys(ERROR_STATUS)),
  detail: z.string().min(1),
  errors: z
    .array(z.strictObject({ path: z.string(), message: z.string().min(1) }))
    .min(1)
    .optional(),
  retryAfter: z.number().optional(),
});
export type HostileProblem = z.infer<typeof problem>;

/** The answer as a refusal in the protocol's own form. Fails when it is none, or our own fault. */
export function refused(answer: Answer, about: string): HostileProblem {
  expect(answer.headers.get('content-type'), about).toBe('application/problem+json');
  const found = problem.parse(answer.body);
  expect(found.status, about).toBe(answer.status);
  expect(answer.status, `${about}: ${answer.text}`).toBeLessThan(500);
  return found;
}

/** The same in an acknowledgement. */
export function refusedAck(ack: unknown, about: string): HostileProblem {
  const { error } = z.object({ ok: z.literal(false), error: problem }).parse(ack, { error: () => about });
  expect(error.status, `${about}: ${error.detail}`).toBeLessThan(500);
  return error;
}

/** How many rows each table has. */
export async function rowCounts(world: World): Promise<Record<string, number>> {
  const { rows } = await world.services.db.execute(sql`
    select table_name as name,
      (xpath('/row/n/text()', query_to_xml(format('select count(*) as n from %I', table_name), false, true, '')))[1]::text::int as n
    from information_schema.tables where table_schema = 'public'
      -- The search index follows what was there before a while later.
      and table_name not like 'search\_%' order by 1`);
  const counted = z.array(z.object({ name: z.string(), n: z.number() })).parse(rows);
  return Object.fromEntries(counted.map(({ name, n }) => [name, n]));
}
