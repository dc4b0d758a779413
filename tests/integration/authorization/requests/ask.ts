import type { Person } from '../../../support/person.ts';
import type { Family } from '../family.ts';

export interface Ask {
  readonly path: string;
  readonly body?: Readonly<Record<string, unknown>>;
  /** A body that is no JSON, made anew for each request. */
  readonly sends?: () => { readonly body: FormData | string; readonly headers?: Record<string, string> };
  /** Somebody to whom this would be granted. */
  readonly insider: Person;
}

/** A request that an insider is granted, for every route, over things that exist. */
export type MakeAsk = (family: Family) => Ask | Promise<Ask>;

/** Granted to the client. */
export const asClient =
  (path: string, body?: Ask['body']): MakeAsk =>
  ({ client }) => ({ path, insider: client, ...(body && { body }) });

/** Granted to the coach. */
export const asCoach =
  (path: string, body?: Ask['body']): MakeAsk =>
  ({ coach }) => ({ path, insider: coach, ...(body && { body }) });

/** Keeps the rules, and is nobody's. */
export const PASSWORD = 'a fine long sentence';
