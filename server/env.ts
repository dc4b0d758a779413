import { join } from 'node:path';
import * as z from 'zod';

const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const;

const originList = z
  .string()
  .transform((list) =>
    list
      .split(',')
      .map((entry) => entry.trim())
      .filter(Boolean),
  )
  .refine((origins) => origins.length > 0, 'names no origin')
  .refine((origins) => origins.every(isOrigin), 'must be a URL like https://coach.example, without a path');

const wholeNumber = (min: number, max: number, name: string) =>
  z
    .string()
    .regex(/^\d+$/, `must be ${name} from ${min} to ${max}`)
    .transform(Number)
    .refine((n) => n >= min && n <= max, `must be ${name} from ${min} to ${max}`);

const urlWith = (protocols: readonly string[]) =>
  z
    .string()
    .refine(
      (value) => URL.canParse(value) && protocols.includes(new URL(value).protocol),
      `must be a URL that starts with ${protocols.map((p) => `${p}//`).join(' or ')}`,
    );

const environment = z.object({
  PORT: wholeNumber(0, 65_535, 'a port').default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  ORIGIN: originList.optional(),
  TRUST_PROXY: wholeNumber(0, 10, 'a number of proxies').default(0),
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: urlWith(['postgres:', 'postgresql:']).optional(),
  REDIS_URL: urlWith(['redis:', 'rediss:']).optional(),
  SMTP_URL: urlWith(['smtp:', 'smtps:']).optional(),
  LOG_LEVEL: z.enum(LOG_LEVELS, { error: `must be one of ${LOG_LEVELS.join(', ')}` }).default('info'),
  RATE_LIMITS: z.enum(['on', 'off'], { error: 'must be on or off' }).default('on'),
  MEDIA_DIR: z.string().min(1).optional(),
  MEDIA_QUOTA_GB: wholeNumber(1, 100_000, 'a number of gigabytes').default(5),
  S3_ENDPOINT: urlWith(['http:', 'https:']).optional(),
  S3_BUCKET: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, 'must be the name of a bucket')
    .optional(),
  S3_REGION: z
    .string()
    .regex(/^[\w-]+$/, 'must be the name of a region')
    .optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
  S3_FORCE_PATH_STYLE: z.enum(['true', 'false'], { error: 'must be true or false' }).optional(),
});
type Environment = z.infer<typeof environment>;

/** Where files go when they do not go to a folder. */
export interface S3Env {
  /** Undefined: Amazon's own. */
  readonly endpoint: string | undefined;
  readonly bucket: string;
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  /** Whether the bucket is named in the path rather than in the host. */
  readonly forcePathStyle: boolean;
}

/** What the process was told from outside, parsed. Nobody but the entry points reads `process.env`. */
export interface Env {
  readonly port: number;
  readonly host: string;
  /** Allowed origins; the first is the one links in mails are made of. Undefined: localhost with the port. */
  readonly origins: readonly string[] | undefined;
  readonly trustProxy: number;
  readonly dataDir: string;
  readonly databaseUrl: string | undefined;
  /** Where processes that share the database hear of each other. */
  readonly redisUrl: string | undefined;
  readonly smtpUrl: string | undefined;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly rateLimits: boolean;
  /** The folder of uploaded files, unless `s3` is there. */
  readonly mediaDir: string;
  readonly s3: S3Env | undefined;
  /** Bytes of uploads one person may have. */
  readonly mediaQuota: number;
}

/** One line for each wrong value; the start stops with them. */
export class EnvError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
    this.name = 'EnvError';
  }
}

/**
 * Parses the environment.
 * @throws EnvError with one line per wrong variable
 */
export function parseEnv(source: Readonly<Record<string, string | undefined>>): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  const parsed = environment.safeParse(given);
  if (!parsed.success) {
    throw new EnvError(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`));
  }
  const e = parsed.data;
  const s3 = s3Of(e);
  return {
    port: e.PORT,
    host: e.HOST,
    origins: e.ORIGIN,
    trustProxy: e.TRUST_PROXY,
    dataDir: e.DATA_DIR,
    databaseUrl: e.DATABASE_URL,
    redisUrl: e.REDIS_URL,
    smtpUrl: e.SMTP_URL,
    logLevel: e.LOG_LEVEL,
    rateLimits: e.RATE_LIMITS === 'on',
    mediaDir: e.MEDIA_DIR ?? join(e.DATA_DIR, 'media'),
    s3,
    mediaQuota: e.MEDIA_QUOTA_GB * 1_000_000_000,
  };
}

const S3_NEEDED = ['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'] as const;

/** @throws EnvError when only some of it is set, or a folder as well */
function s3Of(e: Environment): S3Env | undefined {
  const [set] = Object.entries(e).flatMap(([name, value]) =>
    name.startsWith('S3_') && value !== undefined ? [name] : [],
  );
  if (set === undefined) return undefined;
  const { S3_BUCKET: bucket, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = e;
  const missing = S3_NEEDED.filter((name) => e[name] === undefined);
  const problems = missing.map((name) => `${name} must be set as well, as ${set} is`);
  if (e.MEDIA_DIR !== undefined)
    problems.push(`MEDIA_DIR and ${set} both say where files go: leave out one of them`);
  if (problems.length > 0 || !bucket || !accessKeyId || !secretAccessKey) throw new EnvError(problems);
  return {
    endpoint: e.S3_ENDPOINT,
    bucket,
    region: e.S3_REGION ?? 'us-east-1',
    accessKeyId,
    secretAccessKey,
    // Servers of one's own rarely have a host name for each bucket.
    forcePathStyle: (e.S3_FORCE_PATH_STYLE ?? String(e.S3_ENDPOINT !== undefined)) === 'true',
  };
}

function isOrigin(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  return (url.protocol === 'http:' || url.protocol === 'https:') && url.origin === value.replace(/\/$/, '');
}
