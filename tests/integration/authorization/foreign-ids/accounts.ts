import { randomUUID } from 'node:crypto';
import { client, type Field } from './field.ts';

export const accountFields: Readonly<Record<string, Field>> = {
  'DELETE /api/auth/sessions/{publicId} publicId': {
    by: client,
    foreign: (other) => other.devicePublicId(),
    missing: randomUUID(),
    path: (id) => `/api/auth/sessions/${id}`,
  },
};
