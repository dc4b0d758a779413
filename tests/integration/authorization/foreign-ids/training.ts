import { TODAY, type Family } from '../family.ts';
import { client, coach, inClient, MISSING, type Field } from './field.ts';

const line = { sets: 3, reps: 8 };
const inTemplate = { by: coach, foreign: (other: Family) => other.templateId() };
const inAssignment = { by: coach, foreign: (other: Family) => other.assignmentId() };

export const trainingFields: Readonly<Record<string, Field>> = {
  'GET /api/clients/{id}/routine-assignments id': {
    ...inClient,
    path: (id) => `/api/clients/${id}/routine-assignments`,
  },
  'GET /api/routine-templates/{id} id': { ...inTemplate, path: (id) => `/api/routine-templates/${id}` },
  'DELETE /api/routine-templates/{id} id': { ...inTemplate, path: (id) => `/api/routine-templates/${id}` },
  'PUT /api/routine-templates/{id} id': {
    ...inTemplate,
    path: (id) => `/api/routine-templates/${id}`,
    body: async (_, own) => ({ name: 'x', exercises: [{ ...line, exerciseId: await own.exerciseId() }] }),
  },
  'POST /api/routine-templates exerciseId': {
    by: coach,
    foreign: () => MISSING - 1,
    path: () => '/api/routine-templates',
    body: (exerciseId) => ({ name: 'x', exercises: [{ ...line, exerciseId }] }),
  },
  'PUT /api/routine-templates/{id} exerciseId': {
    by: coach,
    foreign: () => MISSING - 1,
    path: async (_, own) => `/api/routine-templates/${await own.templateId()}`,
    body: (exerciseId) => ({ name: 'x', exercises: [{ ...line, exerciseId }] }),
  },
  'POST /api/routine-templates/{id}/assign id': {
    ...inTemplate,
    path: (id) => `/api/routine-templates/${id}/assign`,
    body: (_, own) => ({ clientId: own.client.id, assignedDate: TODAY }),
  },
  'POST /api/routine-templates/{id}/assign clientId': {
    ...inClient,
    path: async (_, own) => `/api/routine-templates/${await own.templateId()}/assign`,
    body: (clientId) => ({ clientId, assignedDate: TODAY }),
  },
  'GET /api/routine-assignments/{id} id': { ...inAssignment, path: (id) => `/api/routine-assignments/${id}` },
  'DELETE /api/routine-assignments/{id} id': {
    ...inAssignment,
    path: (id) => `/api/routine-assignments/${id}`,
  },
  'GET /api/scheduled-routines clientId': {
    ...inClient,
    path: (clientId) => `/api/scheduled-routines?from=${TODAY}&to=${TODAY}&clientId=${clientId}`,
  },
  'PUT /api/scheduled-routines/{id}/exercises/{exerciseId} id': {
    by: client,
    foreign: (other) => other.scheduledId(),
    path: async (id, own) => `/api/scheduled-routines/${id}/exercises/${await own.exerciseId()}`,
    body: () => ({ done: true }),
  },
  'PUT /api/scheduled-routines/{id}/exercises/{exerciseId} exerciseId': {
    by: client,
    foreign: () => MISSING - 1,
    path: async (id, own) => `/api/scheduled-routines/${await own.scheduledId()}/exercises/${id}`,
    body: () => ({ done: true }),
  },
};
