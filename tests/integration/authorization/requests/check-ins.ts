import { randomUUID } from 'node:crypto';
import { asClient, type MakeAsk } from './ask.ts';

/** Check-ins. */
export const checkInRequests: Readonly<Record<string, MakeAsk>> = {
  'POST /api/check-ins': asClient('/api/check-ins', {
    weekOf: '2026-06-08',
    weight: 70.5,
    feeling: 4,
    notes: 'Fine',
    clientRequestId: randomUUID(),
  }),
  'PATCH /api/check-ins/:id': async (family) => ({
    path: `/api/check-ins/${await family.checkInId()}`,
    body: { weight: 71, feeling: 5, notes: 'Better' },
    insider: family.client,
  }),
  'POST /api/check-ins/:id/review': async (family) => ({
    path: `/api/check-ins/${await family.checkInId()}/review`,
    body: { reply: 'Well done', clientRequestId: randomUUID() },
    insider: family.coach,
  }),
  'GET /api/clients/:id/check-ins': ({ client }) => ({
    path: `/api/clients/${client.id}/check-ins`,
    insider: client,
  }),
};
