import { client, coach, inClient, type Field } from './field.ts';

export const checkInFields: Readonly<Record<string, Field>> = {
  'GET /api/clients/{id}/check-ins id': { ...inClient, path: (id) => `/api/clients/${id}/check-ins` },
  'PATCH /api/check-ins/{id} id': {
    by: client,
    foreign: (other) => other.checkInId(),
    path: (id) => `/api/check-ins/${id}`,
    body: () => ({ feeling: 1 }),
  },
  'POST /api/check-ins/{id}/review id': {
    by: coach,
    foreign: (other) => other.checkInId(),
    path: (id) => `/api/check-ins/${id}/review`,
    body: () => ({ reply: 'x' }),
  },
};
