import type { Context, MiddlewareHandler } from 'hono';
import { describeRoute, resolver, validator } from 'hono-openapi';
import type { StandardSchemaV1 } from '@standard-schema/spec';
import { ERROR_STATUS } from '#contract/errors';
import type { ErrorCode } from '#contract/errors';
import type { Ctx, Services } from './context.ts';
import { AppError, notFound } from './errors.ts';

/** What the middleware leaves for routes. `ctx` is there on every route behind `authenticated`. */
export interface AppEnv {
  Variables: {
    services: Services;
    /** The address the request came from, proxies accounted for. */
    address: string;
    ctx: Ctx;
  };
}

type Target = 'json' | 'query' | 'param';

/**
 * Parses one part of a request strictly. The library's own answer would echo what was sent, passwords included, so a
 * wrong input always becomes our `invalid_input`; or `not_found` in a path, where no such id can exist.
 */
export function parsed<T extends Target, S extends StandardSchemaV1>(target: T, schema: S) {
  return validator(target, schema, (result) => {
    if (result.success) return;
    throw target === 'param' ? notFound('address in this API') : invalidFields(result.error);
  });
}

/** Wrong fields that are named: whoever sends thousands gets no answer that is larger than the question. */
const MOST_ERRORS = 50;

/** Field errors of any Standard Schema issue list. */
export function invalidFields(issues: readonly StandardSchemaV1.Issue[]): AppError {
  const errors = issues
    .slice(0, MOST_ERRORS)
    .map((issue) => ({ path: dotted(issue.path), message: issue.message }));
  const first = errors[0] ?? { path: '', message: 'is not right' };
  const detail = first.path === '' ? `The input: ${first.message}.` : `${first.path}: ${first.message}.`;
  return new AppError('invalid_input', detail, { errors });
}

interface BodySchema {
  readonly type: 'object' | 'string' | 'integer';
  readonly format?: string;
  readonly description?: string;
  readonly required?: string[];
  readonly properties?: Record<string, BodySchema>;
}

interface Description {
  summary: string;
  tag: string;
  /** Status to schema; null for an answer without a body, `bytes` for one that is no JSON. */
  answers: Readonly<Record<number, StandardSchemaV1 | null | 'bytes'>>;
  /** The body of a route that reads it itself: content type to JSON schema. */
  takes?: Readonly<Record<string, BodySchema>>;
  /** Error codes beyond those every route can give. */
  errors?: ErrorCode[];
  /** True for routes that need no session. */
  open?: boolean;
  /** True where no body at all stands for `{}`. Describe such a route after it is parsed: the later word counts. */
  bodyOptional?: boolean;
}

/** The OpenAPI description of a route. */
export function described(description: Description): MiddlewareHandler {
  const codes: ErrorCode[] = [
    ...(description.open ? [] : (['unauthenticated'] as const)),
    ...(description.errors ?? []),
    'rate_limited',
    'unavailable',
  ];
  const statuses = [...new Set(codes.map((code) => ERROR_STATUS[code]))];
  return describeRoute({
    summary: description.summary,
    tags: [description.tag],
    ...(description.open ? { security: [] } : {}),
    ...(description.bodyOptional ? { requestBody: { required: false, content: {} } } : {}),
    ...(description.takes ? { requestBody: { required: true, content: contentOf(description.takes) } } : {}),
    responses: {
      ...Object.fromEntries(
        Object.entries(description.answers).map(([status, schema]) => [status, answer(schema)]),
      ),
      ...Object.fromEntries(
        statuses.map((status) => [status, failure(codes.filter((code) => ERROR_STATUS[code] === status))]),
      ),
    },
  });
}

/** The actor's context of a request. */
export function contextOf(c: Context<AppEnv>): Ctx {
  return c.get('ctx');
}

function contentOf(takes: NonNullable<Description['takes']>) {
  return Object.fromEntries(Object.entries(takes).map(([type, schema]) => [type, { schema: { ...schema } }]));
}

function answer(schema: StandardSchemaV1 | null | 'bytes') {
  if (schema === null) return { description: 'Done' };
  if (schema === 'bytes') return { description: 'OK', content: { 'application/octet-stream': {} } };
  return { description: 'OK', content: { 'application/json': { schema: resolver(schema) } } };
}

function failure(codes: readonly ErrorCode[]) {
  return {
    description: codes.join(' or '),
    content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
  };
}

function dotted(path: StandardSchemaV1.Issue['path']): string {
  return (path ?? []).map((step) => String(typeof step === 'object' ? step.key : step)).join('.');
}
