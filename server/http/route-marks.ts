import type { Context } from 'hono';
import { matchedRoutes } from 'hono/route';
import { uniqueSymbol } from 'hono-openapi';

/** What the description of a route says that the middleware before it must know. */
export interface RouteMarks {
  /** Some route answers here; otherwise it will be `not_found`. */
  readonly exists: boolean;
  /** Described as needing no session. */
  readonly open: boolean;
  /** Parses a JSON body. */
  readonly takesJson: boolean;
  /** Described as taking no body at all for an empty one. */
  readonly bodyOptional: boolean;
}

/** Reads the descriptions of the routes that will answer this request: what OpenAPI says is what is done. */
export function marksOf(c: Context): RouteMarks {
  const marks = matchedRoutes(c).map((route): unknown => Reflect.get(route.handler, uniqueSymbol));
  const specs = marks.flatMap((mark) => (hasKey(mark, 'spec') && isObject(mark.spec) ? [mark.spec] : []));
  return {
    exists: specs.length > 0,
    open: specs.some((spec) => hasKey(spec, 'security') && isEmptyList(spec.security)),
    bodyOptional: specs.some(
      ({ requestBody }: { requestBody?: unknown }) =>
        hasKey(requestBody, 'required') && requestBody.required === false,
    ),
    takesJson: marks.some((mark) => hasKey(mark, 'target') && mark.target === 'json'),
  };
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const isEmptyList = (value: unknown) => Array.isArray(value) && value.length === 0;

function hasKey<K extends string>(value: unknown, key: K): value is Record<K, unknown> {
  return isObject(value) && key in value;
}
