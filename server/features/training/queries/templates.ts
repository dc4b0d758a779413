import { and, asc, eq, isNull, sql } from 'drizzle-orm';
import * as z from 'zod/mini';
import type { ListTemplatesQuery, RoutineTemplateView } from '#contract/training';
import { id, storableText } from '#contract/primitives';
import { clientRoutineAssignments, routineTemplates } from '#server/db/schema/index';
import { requireRole } from '#server/kernel/access';
import { executor } from '#server/kernel/context';
import type { Ctx } from '#server/kernel/context';
import { notFound } from '#server/kernel/errors';
import { pageOf, positionOf } from '#server/kernel/pages';
import type { Page } from '#server/kernel/pages';
import type { Executor } from '#server/platform/postgres';
import { readPlan } from '../stored-plan.ts';
import { exerciseNames } from './exercises.ts';

const position = z.tuple([storableText, id]);
const sortName = sql<string>`lower(${routineTemplates.name})`;

/**
 * The coach's own templates by name; archived ones are gone.
 * @throws AppError `forbidden` for a client
 */
export async function listTemplates(ctx: Ctx, query: ListTemplatesQuery): Promise<Page<RoutineTemplateView>> {
  requireRole(ctx, 'COACH', 'ADMIN');
  const after = positionOf(query.cursor, position);
  const rows = await selectTemplates(executor(ctx))
    .where(
      and(
        ownTemplates(ctx),
        after &&
          sql`(${sortName}, ${routineTemplates.templateId}) > (${after[0]}::text, ${after[1]}::integer)`,
      ),
    )
    .orderBy(asc(sortName), asc(routineTemplates.templateId))
    .limit(query.limit + 1);
  const page = pageOf(rows, query.limit, (row) => [row.sortName, row.template.templateId]);
  return { ...page, items: await presentTemplates(executor(ctx), page.items) };
}

/**
 * One template of the coach.
 * @throws AppError `forbidden` for a client, `not_found` when archived or somebody else's
 */
export async function getTemplate(ctx: Ctx, templateId: number): Promise<RoutineTemplateView> {
  requireRole(ctx, 'COACH', 'ADMIN');
  const rows = await selectTemplates(executor(ctx)).where(ownTemplate(ctx, templateId));
  const [view] = await presentTemplates(executor(ctx), rows);
  if (!view) throw notFound('routine template');
  return view;
}

/** The actor's templates that are not archived. */
function ownTemplates(ctx: Ctx) {
  return and(eq(routineTemplates.coachId, ctx.actor.userId), isNull(routineTemplates.archivedAt));
}

/** That template, if it is the actor's and not archived. */
export function ownTemplate(ctx: Ctx, templateId: number) {
  return and(eq(routineTemplates.templateId, templateId), ownTemplates(ctx));
}

function selectTemplates(db: Executor) {
  const active = db
    .select({ count: sql<number>`count(*)` })
    .from(clientRoutineAssignments)
    .where(
      and(
        eq(clientRoutineAssignments.templateId, routineTemplates.templateId),
        isNull(clientRoutineAssignments.endedAt),
      ),
    );
  return db
    .select({ template: routineTemplates, sortName, active: sql<number>`(${active})` })
    .from(routineTemplates)
    .$dynamic();
}

type TemplateRow = Awaited<ReturnType<typeof selectTemplates>>[number];

async function presentTemplates(db: Executor, rows: readonly TemplateRow[]): Promise<RoutineTemplateView[]> {
  const read = rows.map((row) => ({ ...row, plan: readPlan(row.template.exercises) }));
  const names = await exerciseNames(
    db,
    read.flatMap(({ plan }) => plan.map((line) => line.exerciseId)),
  );
  return read.map(({ template, active, plan }) => ({
    id: template.templateId,
    name: template.name,
    description: template.description,
    exercises: plan.map((line) => ({ ...line, name: names.get(line.exerciseId) ?? '' })),
    activeAssignments: active,
    updatedAt: template.updatedAt.toISOString(),
  }));
}
