import * as z from 'zod/mini';
import type { TemplateExerciseInput } from '#contract/training';

/** One line of a template as its JSON column keeps it: a planned exercise without the catalogue's name. */
const storedLine = z.object({
  exerciseId: z.int(),
  sets: z.int(),
  reps: z.nullable(z.int()),
  durationMinutes: z.nullable(z.number()),
  weightKg: z.number(),
  dayOfWeek: z.nullable(z.int()),
  orderIndex: z.int(),
});
export type StoredLine = z.infer<typeof storedLine>;

const storedPlan = z.array(storedLine);

/** What a template's JSON column holds. Throws on anything this server did not write. */
export function readPlan(json: unknown): StoredLine[] {
  return storedPlan.parse(json);
}

/** The lines in the order they are shown in; one without an index keeps its place. */
export function planFrom(lines: readonly TemplateExerciseInput[]): StoredLine[] {
  return lines
    .map((line, index) => ({
      exerciseId: line.exerciseId,
      sets: line.sets,
      reps: line.reps ?? null,
      durationMinutes: line.durationMinutes ?? null,
      weightKg: line.weightKg ?? 0,
      dayOfWeek: line.dayOfWeek ?? null,
      orderIndex: line.orderIndex ?? index,
    }))
    .sort((a, b) => a.orderIndex - b.orderIndex);
}
