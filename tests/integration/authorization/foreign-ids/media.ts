import { randomUUID } from 'node:crypto';
import type { Family } from '../family.ts';
import { client, type Field } from './field.ts';

const inMedia = { by: client, foreign: (other: Family) => other.sentMediaId() };
const inUpload = { by: client, foreign: (other: Family) => other.uploadId(), missing: randomUUID() };

export const mediaFields: Readonly<Record<string, Field>> = {
  'GET /api/media/{id} id': { ...inMedia, path: (id) => `/api/media/${id}` },
  'GET /api/media/{id}/{variant} id': { ...inMedia, path: (id) => `/api/media/${id}/full` },
  'GET /api/media/uploads/{id} id': { ...inUpload, path: (id) => `/api/media/uploads/${id}` },
  'PATCH /api/media/uploads/{id} id': {
    ...inUpload,
    path: (id) => `/api/media/uploads/${id}`,
    headers: { 'upload-offset': '0' },
    body: () => ({}),
  },
  'PUT /api/media/uploads/{id}/poster id': {
    ...inUpload,
    path: (id) => `/api/media/uploads/${id}/poster`,
    body: () => ({}),
  },
  'POST /api/media/uploads/{id}/finish id': {
    ...inUpload,
    path: (id) => `/api/media/uploads/${id}/finish`,
    body: () => ({}),
  },
};
