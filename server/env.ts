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
});

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
  };
}

function isOrigin(value: string): boolean {
  if (!URL.canParse(value)) return false;
  const url = new URL(value);
  return (url.protocol === 'http:' || url.protocol === 'https:') && url.origin === value.replace(/\/$/, '');
}
