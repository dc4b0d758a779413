import type { Services } from '#server/kernel/context';
import type { Mailer } from '#server/platform/mailer';
import type { PasswordHasher } from '#server/platform/password-hasher';
import type { AttemptLimits } from '#server/platform/attempt-limits';

/** What everything around accounts needs besides a context: made once, in `compose.ts`. */
export interface Door extends Pick<Services, 'db' | 'bus' | 'clock' | 'jobs' | 'logger'> {
  readonly hasher: PasswordHasher;
  readonly mailer: Mailer;
  readonly limits: AttemptLimits;
  /** Allowed origins; links are made of the first. Read at each use, as a free port is only known after listening. */
  readonly origins: readonly string[];
}

/** Who knocks, before anybody knows who it is. */
export interface Visitor {
  readonly address: string;
  readonly userAgent: string | undefined;
  /** Whether the browser came over https, so that its cookie must never travel without. */
  readonly secure: boolean;
  /** The cookie header it sent. */
  readonly cookies: string | undefined;
}

/** A link of this instance, from its first origin. */
export function linkTo(door: Pick<Door, 'origins'>, path: string): string {
  return new URL(path, publicOrigin(door)).href;
}

/** The first origin. */
export function publicOrigin(door: Pick<Door, 'origins'>): string {
  const [origin] = door.origins;
  if (origin === undefined) throw new Error('No origin is configured');
  return origin;
}
