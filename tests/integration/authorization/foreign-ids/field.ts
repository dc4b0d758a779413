import type { Person } from '../../../support/person.ts';
import type { Family } from '../family.ts';

/** The id of what never was. */
export const MISSING = 1_999_999_999;

/** A field of a request that names something by its id. */
export interface Field {
  /** Whose answer counts: somebody who may do this with what is theirs. */
  readonly by: (family: Family) => Person;
  /** The id of the other family's thing. */
  readonly foreign: (other: Family) => number | string | Promise<number | string>;
  readonly missing?: string;
  readonly path: (id: number | string, own: Family) => string | Promise<string>;
  readonly body?: (id: number | string, own: Family) => object | Promise<object>;
  readonly headers?: Readonly<Record<string, string>>;
}

export const client = (family: Family) => family.client;
export const coach = (family: Family) => family.coach;
export const admin = (family: Family) => family.admin;

/** In the place of a client of the coach. */
export const inClient = { by: coach, foreign: (other: Family) => other.client.id };
