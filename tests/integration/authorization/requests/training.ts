import { randomUUID } from 'node:crypto';
import { TODAY, type Family } from '../family.ts';
import { asClient, asCoach, type MakeAsk } from './ask.ts';

/** Exercises, templates, and what is made of them. */
export const trainingRequests: Readonly<Record<string, MakeAsk>> = {
  'GET /api/exercises': asClient('/api/exercises'),
  'GET /api/routine-templates': asCoach('/api/routine-templates'),
  'POST /api/routine-templates': async (family) => ({
    path: '/api/routine-templates',
    body: await plan(family),
    insider: family.coach,
  }),
  'GET /api/routine-templates/:id': async (family) => ({
    path: `/api/routine-templates/${await family.templateId()}`,
    insider: family.coach,
  }),
  'PUT /api/routine-templates/:id': async (family) => ({
    path: `/api/routine-templates/${await family.templateId()}`,
    body: await plan(family),
    insider: family.coach,
  }),
  'DELETE /api/routine-templates/:id': async (family) => ({
    path: `/api/routine-templates/${await family.templateId()}`,
    insider: family.coach,
  }),
  'POST /api/routine-templates/:id/assign': async (family) => ({
    path: `/api/routine-templates/${await family.templateId()}/assign`,
    body: {
      clientId: family.client.id,
      assignedDate: TODAY,
      isRecurring: true,
      recurringDay: 3,
      clientRequestId: randomUUID(),
    },
    insider: family.coach,
  }),
  'GET /api/routine-assignments/:id': async (family) => ({
    path: `/api/routine-assignments/${await family.assignmentId()}`,
    insider: family.client,
  }),
  'DELETE /api/routine-assignments/:id': async (family) => ({
    path: `/api/routine-assignments/${await family.assignmentId()}`,
    insider: family.coach,
  }),
  'GET /api/clients/:id/routine-assignments': ({ client }) => ({
    path: `/api/clients/${client.id}/routine-assignments`,
    insider: client,
  }),
  'GET /api/scheduled-routines': ({ client }) => ({
    path: `/api/scheduled-routines?from=${TODAY}&to=${TODAY}&clientId=${client.id}`,
    insider: client,
  }),
  'PUT /api/scheduled-routines/:id/exercises/:exerciseId': async (family) => ({
    path: `/api/scheduled-routines/${await family.scheduledId()}/exercises/${await family.exerciseId()}`,
    body: { done: true, sets: 3, reps: 8, durationMinutes: 12.5, weightKg: 40 },
    insider: family.client,
  }),
};

async function plan(family: Family) {
  const line = { exerciseId: await family.exerciseId(), sets: 3, reps: 8, weightKg: 40, dayOfWeek: 1 };
  return { name: 'Lower B', description: 'Legs', exercises: [{ ...line, orderIndex: 0 }] };
}
