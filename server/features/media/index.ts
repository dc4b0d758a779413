/** Uploads: taken in, made safe, kept, served, and held by what carries them. */
export { attachments } from './attachments.ts';
export { claimMedia } from './commands/claim-media.ts';
export { copyMedia } from './commands/copy-media.ts';
export { releaseMedia } from './commands/release-media.ts';
export { setFreeMedia } from './commands/set-free-media.ts';
export { Pictures } from './formats/pictures.ts';
export { mediaRoutes } from './routes.ts';
export { Spool } from './spool.ts';
export { sweepMedia } from './sweep.ts';
export type { MediaTools } from './tools.ts';
