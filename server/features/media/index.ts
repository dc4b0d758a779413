/** Uploads: taken in, made safe, kept, served, and held by what carries them. */
export { attachments } from './attachments.ts';
export { Pictures } from './formats/pictures.ts';
export { mediaRoutes } from './routes.ts';
export { Spool } from './spool.ts';
export { sweepMedia } from './sweep.ts';
export type { MediaTools } from './tools.ts';
