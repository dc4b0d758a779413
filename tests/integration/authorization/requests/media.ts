import { formOf } from '../../media.fixtures.ts';
import { asClient, type MakeAsk } from './ask.ts';

/** Begins like a picture: enough for what is only looked at when the upload is finished. */
const GIF = 'GIF89a';

/** Files, and how they come. */
export const mediaRequests: Readonly<Record<string, MakeAsk>> = {
  'POST /api/media': ({ client }) => ({
    path: '/api/media',
    sends: () => ({ body: formOf(Buffer.from('a plan')) }),
    insider: client,
  }),
  'POST /api/media/uploads': asClient('/api/media/uploads', {
    fileName: 'film.mp4',
    bytes: 1_000,
    purpose: 'attachment',
  }),
  'GET /api/media/uploads/:id': async (family) => ({
    path: `/api/media/uploads/${await family.uploadId()}`,
    insider: family.client,
  }),
  'PATCH /api/media/uploads/:id': async (family) => ({
    path: `/api/media/uploads/${await family.uploadId()}`,
    sends: () => ({ body: 'x', headers: { 'upload-offset': '0' } }),
    insider: family.client,
  }),
  'PUT /api/media/uploads/:id/poster': async (family) => ({
    path: `/api/media/uploads/${await family.uploadId()}/poster`,
    sends: () => ({ body: GIF }),
    insider: family.client,
  }),
  'POST /api/media/uploads/:id/finish': async (family) => ({
    path: `/api/media/uploads/${await family.wholeUploadId()}/finish`,
    body: {},
    insider: family.client,
  }),
  'GET /api/media/:id': async (family) => ({
    path: `/api/media/${await family.sentMediaId()}`,
    insider: family.client,
  }),
  'GET /api/media/:id/:variant': async (family) => ({
    path: `/api/media/${await family.sentMediaId()}/full`,
    insider: family.client,
  }),
};
