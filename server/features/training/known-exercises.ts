import { AppError } from '#server/kernel/errors';
import type { Executor } from '#server/platform/postgres';
import { exerciseNames } from './queries/exercises.ts';

/**
 * Refuses a plan that names exercises the catalogue does not offer.
 * @throws AppError `invalid_input` with one error per line that does
 */
export async function requireKnownExercises(
  db: Executor,
  lines: readonly { exerciseId: number }[],
): Promise<void> {
  const known = await exerciseNames(
    db,
    lines.map((line) => line.exerciseId),
    { publicOnly: true },
  );
  const errors = lines.flatMap((line, index) =>
    known.has(line.exerciseId)
      ? []
      : [{ path: `exercises.${index}.exerciseId`, message: 'is not in the catalogue' }],
  );
  if (errors.length === 0) return;
  throw new AppError('invalid_input', 'Some exercises are not in the catalogue.', { errors });
}
