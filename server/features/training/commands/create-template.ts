import type { RoutineTemplateInput, RoutineTemplateView } from '#contract/training';
import { routineTemplates } from '#server/db/schema/index';
import { requireRole } from '#server/kernel/access';
import type { Ctx } from '#server/kernel/context';
import { transact } from '#server/kernel/transaction';
import { requireKnownExercises } from '../known-exercises.ts';
import { getTemplate } from '../queries/templates.ts';
import { planFrom } from '../stored-plan.ts';

/**
 * Makes a template of the coach's own.
 * @throws AppError `forbidden` for a client, `invalid_input` for an exercise the catalogue does not offer
 */
export async function createTemplate(ctx: Ctx, input: RoutineTemplateInput): Promise<RoutineTemplateView> {
  requireRole(ctx, 'COACH', 'ADMIN');
  return transact(ctx, async (ctx) => {
    await requireKnownExercises(ctx.open.tx, input.exercises);
    const [row] = await ctx.open.tx
      .insert(routineTemplates)
      .values({
        coachId: ctx.actor.userId,
        name: input.name,
        description: input.description || null,
        exercises: planFrom(input.exercises),
      })
      .returning({ templateId: routineTemplates.templateId });
    if (!row) throw new Error('An insert returned no row');
    return getTemplate(ctx, row.templateId);
  });
}
