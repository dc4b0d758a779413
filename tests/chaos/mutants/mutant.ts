import { withClient } from '../stage/database.ts';
import type { Patch } from '../stage/patches.ts';
import type { Rule } from '../checker/violation.ts';

/** A change of a function in the database of one run, or a statement on its own. */
export type SqlPatch =
  | { readonly routine: string; readonly find: string; readonly replace: string }
  | { readonly statement: string };

/** A product that breaks one promise, and the run in which somebody has to notice. */
export interface Mutant {
  readonly name: string;
  readonly patches: readonly Patch[];
  readonly sql?: readonly SqlPatch[];
  readonly processes: number;
  readonly faults: readonly string[];
  readonly seconds: number;
  readonly seed: number;
  /** Milliseconds each fault lasts, where the break shows later than usual. */
  readonly lasts?: number;
  /** Any of these, broken, has caught it. */
  readonly caughtBy: readonly Rule[];
}

/** Makes a database do what the mutant does. @throws when a patch does not fit exactly once */
export async function mutateDatabase(url: string, patches: readonly SqlPatch[]): Promise<void> {
  await withClient(url, async (client) => {
    for (const patch of patches) {
      if ('statement' in patch) {
        await client.query(patch.statement);
        continue;
      }
      const { rows } = await client.query<{ source: string }>(
        'select pg_get_functiondef($1::regproc) as source',
        [patch.routine],
      );
      const source = rows[0]?.source ?? '';
      const times = source.split(patch.find).length - 1;
      if (times !== 1) throw new Error(`${patch.routine} has ${times} times, not once: ${patch.find}`);
      await client.query(source.replace(patch.find, () => patch.replace));
    }
  });
}
