import type { Ctx } from '#server/kernel/context';
import type { BlobStorage } from '#server/platform/storage/index';
import type { Pictures } from './formats/pictures.ts';
import type { Spool } from './spool.ts';

/** What uploads need besides the services of every verb. */
export interface MediaTools {
  readonly storage: BlobStorage;
  readonly spool: Spool;
  readonly pictures: Pictures;
  readonly limits: UploadLimits;
}

/** For each person. */
export interface UploadLimits {
  /** Bytes that are kept. */
  readonly quota: number;
  readonly perHour: number;
  /** Requests with bytes at one moment. */
  readonly atOnce: number;
}

/** The context of verbs that touch bytes. */
export interface MediaCtx extends Ctx {
  readonly media: MediaTools;
}
