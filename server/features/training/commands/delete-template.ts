import { eq } from 'drizzle-orm';
import { clientRoutineAssignments, routineTemplates } from '#server/db/schema/index';
import { requireRole } from '#server/kernel/access';
import type { Ctx, TxCtx } from '#server/kernel/context';
import { notFound } from '#server/kernel/errors';
import { transact } from '#server/kernel/transaction';
import { ownTemplate } from '../queries/templates.ts';

/**
 * Removes a template: for good when nobody was ever given it, else it is archived, because assignments point at it.
 * @throws AppError `forbidden` for a client, `not_found`
 */
export async function deleteTemplate(ctx: Ctx, templateId: number): Promise<void> {
  requireRole(ctx, 'COACH', 'ADMIN');
  await transact(ctx, (ctx) => remove(ctx, templateId));
}

async function remove(ctx: TxCtx, templateId: number): Promise<void> {
  const { tx } = ctx.open;
  // Assigning shares this lock, so nobody is given the template between the look and the removal.
  const [own] = await tx
    .select({ templateId: routineTemplates.templateId })
    .from(routineTemplates)
    .where(ownTemplate(ctx, templateId))
    .for('update');
  if (!own) throw notFound('routine template');
  const [assigned] = await tx
    .select({ id: clientRoutineAssignments.assignmentId })
    .from(clientRoutineAssignments)
    .where(eq(clientRoutineAssignments.templateId, templateId))
    .limit(1);
  const itself = eq(routineTemplates.templateId, templateId);
  if (assigned) await tx.update(routineTemplates).set({ archivedAt: ctx.clock.now() }).where(itself);
  else await tx.delete(routineTemplates).where(itself);
}
