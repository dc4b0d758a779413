import { Hono } from 'hono';
import type { Context } from 'hono';
import * as z from 'zod/mini';
import {
  MAX_MEDIA_BYTES,
  MAX_PIECE_BYTES,
  MAX_POSTER_BYTES,
  mediaDetails,
  mediaView,
  startUploadInput,
  uploadView,
} from '#contract/media';
import { counterInQuery, idInPath, uuid } from '#contract/primitives';
import { invalidInput } from '#server/kernel/errors';
import { contextOf, described, parsed } from '#server/kernel/routing';
import type { AppEnv } from '#server/kernel/routing';
import { finishUpload } from './commands/finish-upload.ts';
import { receivePiece } from './commands/receive-piece.ts';
import { receivePoster } from './commands/receive-poster.ts';
import { startUpload } from './commands/start-upload.ts';
import { uploadMedia } from './commands/upload-media.ts';
import { readForm } from './form.ts';
import { getUpload, requireMedia } from './queries.ts';
import { chunksOf } from './request-body.ts';
import { serveMedia, VARIANTS, type Variant } from './serve.ts';
import type { MediaCtx, MediaTools } from './tools.ts';

const byId = z.strictObject({ id: idInPath });
const byVariant = z.strictObject({ id: idInPath, variant: z.enum(VARIANTS) });
const byUpload = z.strictObject({ id: uuid });
const oneUpload = z.object({ upload: uploadView });
const tag = 'media';
const REFUSED = ['malformed', 'too_large', 'unsupported_media', 'invalid_input'] as const;

/** The largest file, its poster, and what a form adds to them. */
const MAX_FORM_BYTES = MAX_MEDIA_BYTES.video + MAX_MEDIA_BYTES.image + 100_000;

/** Uploads: in one go or in pieces, and their bytes. */
export function mediaRoutes(media: MediaTools) {
  const ctxOf = (c: Context<AppEnv>): MediaCtx => ({ ...contextOf(c), media });
  const serve = async (c: Context<AppEnv>, id: number, variant: Variant) => {
    const ctx = ctxOf(c);
    return serveMedia(ctx, await requireMedia(ctx, id), { variant, request: c.req.raw });
  };
  return new Hono<AppEnv>()
    .post(
      '/media',
      described({
        summary: 'Upload a file in one go; what it is is decided by its content',
        tag,
        takes: {
          'multipart/form-data': {
            type: 'object',
            required: ['file', 'purpose'],
            properties: {
              file: { type: 'string', format: 'binary' },
              purpose: { type: 'string' },
              durationMs: { type: 'integer' },
              waveform: { type: 'string', description: 'a JSON array of 0 to 100' },
              poster: { type: 'string', format: 'binary' },
            },
          },
        },
        answers: { 201: mediaView },
        errors: [...REFUSED],
      }),
      async (c) => {
        const chunks = chunksOf(c.req.raw, MAX_FORM_BYTES);
        const read = (folder: string) => readForm(c.req.header('content-type'), chunks, folder);
        return c.json(await uploadMedia(ctxOf(c), read), 201);
      },
    )
    .post(
      '/media/uploads',
      described({
        summary: 'Begin an upload that comes in pieces and can go on after a lost connection',
        tag,
        answers: { 201: oneUpload },
        errors: [...REFUSED],
      }),
      parsed('json', startUploadInput),
      async (c) => c.json({ upload: await startUpload(ctxOf(c), c.req.valid('json')) }, 201),
    )
    .get(
      '/media/uploads/:id',
      described({
        summary: 'How far an upload has come',
        tag,
        answers: { 200: oneUpload },
        errors: ['not_found'],
      }),
      parsed('param', byUpload),
      async (c) => c.json({ upload: await getUpload(contextOf(c), c.req.valid('param').id) }),
    )
    .patch(
      '/media/uploads/:id',
      described({
        summary: 'The next piece, which begins at the byte that the header Upload-Offset names',
        tag,
        takes: { 'application/octet-stream': { type: 'string', format: 'binary' } },
        answers: { 200: oneUpload },
        errors: ['not_found', 'conflict', ...REFUSED],
      }),
      parsed('param', byUpload),
      async (c) => {
        const offset = offsetOf(c.req.header('upload-offset'));
        const chunks = chunksOf(c.req.raw, MAX_PIECE_BYTES);
        const piece = { uploadId: c.req.valid('param').id, offset, chunks };
        return c.json({ upload: await receivePiece(ctxOf(c), piece) });
      },
    )
    .put(
      '/media/uploads/:id/poster',
      described({
        summary: 'A small picture of a video that comes in pieces',
        tag,
        takes: { 'image/*': { type: 'string', format: 'binary' } },
        answers: { 204: null },
        errors: ['not_found', 'conflict', ...REFUSED],
      }),
      parsed('param', byUpload),
      async (c) => {
        const chunks = chunksOf(c.req.raw, MAX_POSTER_BYTES);
        await receivePoster(ctxOf(c), { uploadId: c.req.valid('param').id, chunks });
        return c.body(null, 204);
      },
    )
    .post(
      '/media/uploads/:id/finish',
      parsed('param', byUpload),
      parsed('json', mediaDetails),
      described({
        summary: 'Make one thing of the pieces; 200 when that was done before',
        tag,
        answers: { 201: mediaView, 200: mediaView },
        errors: ['not_found', 'conflict', ...REFUSED],
        bodyOptional: true,
      }),
      async (c) => {
        const input = { uploadId: c.req.valid('param').id, details: c.req.valid('json') };
        const { made, created } = await finishUpload(ctxOf(c), input);
        return c.json(made, created ? 201 : 200);
      },
    )
    .get(
      '/media/:id',
      described({
        summary: 'The bytes, as they are shown or kept',
        tag,
        answers: BYTES,
        errors: ['not_found'],
      }),
      parsed('param', byId),
      (c) => serve(c, c.req.valid('param').id, 'full'),
    )
    .get(
      '/media/:id/:variant',
      described({
        summary: 'The same, or a small picture of it',
        tag,
        answers: BYTES,
        errors: ['not_found'],
      }),
      parsed('param', byVariant),
      (c) => serve(c, c.req.valid('param').id, c.req.valid('param').variant),
    );
}

const BYTES = { 200: 'bytes', 206: 'bytes', 304: null } as const;

function offsetOf(header: string | undefined): number {
  const offset = counterInQuery.safeParse(header);
  if (!offset.success) throw invalidInput('Upload-Offset', 'must say at which byte the piece begins');
  return offset.data;
}
