import { groupBy } from '../group-by.ts';
import { faultOf } from '../faults/registry.ts';
import { run } from '../run.ts';
import { bundle } from '../stage/bundle.ts';
import type { ChaosPostgres } from '../stage/database.ts';
import { clientMutants } from './client-mutants.ts';
import { mutateDatabase, type Mutant } from './mutant.ts';
import { serverMutants } from './server-mutants.ts';

/** Every mutant there is. */
export const mutants: readonly Mutant[] = [...serverMutants, ...clientMutants];

export interface Catch {
  readonly mutant: Mutant;
  readonly caught: boolean;
  /** The rules it broke, most often broken first. */
  readonly seen: string;
}

/** Lets a mutant run where it has to be noticed. */
export async function hunt(
  mutant: Mutant,
  postgres: ChaosPostgres,
  tell?: (line: string) => void,
): Promise<Catch> {
  const { patches, sql = [], faults, caughtBy } = mutant;
  const programs = await bundle(patches);
  try {
    const kinds = faults.map(faultOf);
    const prepare = (url: string) => mutateDatabase(url, sql);
    const { verdict } = await run({ ...mutant, kinds, programs, postgres, prepare, tell, patience: 10 });
    const broken = [...groupBy(verdict.violations, ({ rule }) => rule)].sort(
      ([, one], [, other]) => other.length - one.length,
    );
    const seen = broken.map(([rule, all]) => `${rule} ${all.length}`).join(', ');
    return { mutant, seen, caught: broken.some(([rule]) => caughtBy.includes(rule)) };
  } finally {
    await programs.remove();
  }
}
