import * as z from 'zod';
import type { Person } from './person.ts';

const exercises = z.object({ items: z.array(z.object({ id: z.int(), name: z.string() })) });
const saved = z.object({ template: z.object({ id: z.int() }) });

export interface Plan {
  readonly templateId: number;
  /** As they stand in it. */
  readonly exercises: readonly string[];
}

/** Three strength exercises in a template of this coach. */
async function makeTemplate(coach: Person, name: string): Promise<Plan> {
  const { items } = exercises.parse(await coach.get('/exercises?limit=3'));
  const lines = items.map(({ id }) => ({ exerciseId: id, sets: 3, reps: 8, weightKg: 20 }));
  const { template } = saved.parse(await coach.post('/routine-templates', { name, exercises: lines }));
  return { templateId: template.id, exercises: items.map((exercise) => exercise.name) };
}

/** Assigns a new template to this client for today, once. */
export async function assignToday(coach: Person, client: Person, name: string): Promise<Plan> {
  const plan = await makeTemplate(coach, name);
  const assignedDate = new Date().toISOString().slice(0, 10);
  await coach.post(`/routine-templates/${plan.templateId}/assign`, { clientId: client.id, assignedDate });
  return plan;
}
