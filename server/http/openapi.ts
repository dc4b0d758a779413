import type { Hono } from 'hono';
import { generateSpecs } from 'hono-openapi';
import type { OpenAPIV3_1 } from 'openapi-types';
import { ERROR_STATUS } from '#contract/errors';
import type { AppEnv } from '#server/kernel/routing';

export type ApiDocument = Awaited<ReturnType<typeof generateSpecs>>;

const problem: OpenAPIV3_1.SchemaObject = {
  type: 'object',
  description: 'RFC 9457 problem details, served as application/problem+json',
  required: ['type', 'title', 'status', 'code', 'detail'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(ERROR_STATUS) },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      description: 'With invalid_input: every wrong field, by its dotted path',
      items: {
        type: 'object',
        required: ['path', 'message'],
        properties: { path: { type: 'string' }, message: { type: 'string' } },
      },
    },
    retryAfter: { type: 'integer', description: 'Seconds until another try makes sense' },
  },
};

export interface ApiFacts {
  readonly version: string;
}

/** Describes every route of the API in OpenAPI 3.1. */
export function apiDocument(api: Hono<AppEnv>, { version }: ApiFacts): Promise<ApiDocument> {
  return generateSpecs(api, {
    excludeStaticFile: false,
    defaultValidationErrorResponse: false,
    documentation: {
      openapi: '3.1.0',
      info: {
        title: 'Spotter',
        version,
        description: 'A coach, a client and their thread. Unsafe methods need an allowed Origin header.',
      },
      security: [{ session: [] }],
      components: {
        schemas: { Problem: problem },
        securitySchemes: {
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'spotter_session',
            description: 'Named __Host-spotter_session when the server is reached by https',
          },
        },
      },
    },
  });
}
