import { join } from 'node:path';
import type { Door } from '#server/features/auth/index';
import type { Services } from '#server/kernel/context';
import { createAttemptLimits } from '#server/platform/attempt-limits';
import { createMailer } from '#server/platform/mailer';
import { createPasswordHasher } from '#server/platform/password-hasher';
import type { SharedRedis } from '#server/platform/redis/index';
import type { Env } from '../env.ts';
import type { OriginPolicy } from '../http/origin-policy.ts';
import type { Closers } from './closers.ts';

interface Parts {
  readonly services: Services;
  readonly origins: OriginPolicy;
  readonly redis: SharedRedis | undefined;
}

/** What everything around accounts needs: password hashing, mail, limits on guessing, the origins for links. */
export function openDoor(env: Env, { services, origins, redis }: Parts, closers: Closers): Door {
  const hasher = createPasswordHasher();
  closers.add('password hashing', 300, () => hasher.close());
  const mailer = createMailer({
    smtpUrl: env.smtpUrl,
    outbox: join(env.dataDir, 'outbox'),
    origin: () => origins.allowed[0] ?? 'http://localhost',
  });
  closers.add('mail', 100, () => {
    mailer.close();
  });
  return {
    ...services,
    hasher,
    mailer,
    limits: createAttemptLimits({ enabled: env.rateLimits, shared: redis }),
    // Read at each use: which they are is known once the port is.
    get origins() {
      return origins.allowed;
    },
  };
}
