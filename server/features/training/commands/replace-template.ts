import type { RoutineTemplateInput, RoutineTemplateView } from '#contract/training';
import { routineTemplates } from '#server/db/schema/index';
import { requireRole } from '#server/kernel/access';
import type { Ctx } from '#server/kernel/context';
import { notFound } from '#server/kernel/errors';
import { transact } from '#server/kernel/transaction';
import { requireKnownExercises } from '../known-exercises.ts';
import { getTemplate, ownTemplate } from '../queries/templates.ts';
import { planFrom } from '../stored-plan.ts';

/**
 * Gives a template new content. Plans assigned from it are copies and stay as they are.
 * @throws AppError `forbidden` for a client, `not_found`, `invalid_input` for an exercise the catalogue does not offer
 */
export async function replaceTemplate(
  ctx: Ctx,
  templateId: number,
  input: RoutineTemplateInput,
): Promise<RoutineTemplateView> {
  requireRole(ctx, 'COACH', 'ADMIN');
  return transact(ctx, async (ctx) => {
    const [row] = await ctx.open.tx
      .update(routineTemplates)
      .set({
        name: input.name,
        description: input.description || null,
        exercises: planFrom(input.exercises),
      })
      .where(ownTemplate(ctx, templateId))
      .returning({ templateId: routineTemplates.templateId });
    if (!row) throw notFound('routine template');
    await requireKnownExercises(ctx.open.tx, input.exercises);
    return getTemplate(ctx, templateId);
  });
}
