import { Hono } from 'hono';
import { createServices } from '#server/compose/services';
import { authRoutes, createAuth, sendPasswordReset } from '#server/features/auth/index';
import type { Door } from '#server/features/auth/index';
import { brandRoutes } from '#server/features/branding/index';
import { clientRoutes } from '#server/features/clients/index';
import { inviteRoutes } from '#server/features/invites/index';
import { onError } from '#server/http/failures';
import { jsonBody } from '#server/http/middleware/json-body';
import { session } from '#server/http/middleware/session';
import type { Fact } from '#server/kernel/facts';
import type { AppEnv } from '#server/kernel/routing';
import { createAttemptLimits } from '#server/platform/attempt-limits';
import type { JobMap } from '#server/platform/jobs';
import { createLogger } from '#server/platform/logger';
import type { Mail, Mailer } from '#server/platform/mailer';
import { createPasswordHasher } from '#server/platform/password-hasher';
import type { PasswordHasher } from '#server/platform/password-hasher';
import { Browser } from './browser.ts';
import { createTestDatabase } from './database.ts';
import { TestClock } from './test-clock.ts';

interface Options {
  readonly origins?: readonly string[];
  readonly limits?: boolean;
  readonly mailer?: (recorder: Mailer) => Mailer;
}

/** Milliseconds, for moving the door's clock. */
export const DAY = 86_400_000;

/** The door alone: real routes and a real database; time, mail and jobs in the test's hands. */
export async function openDoor(options: Options = {}) {
  const testDatabase = await createTestDatabase();
  const { db } = testDatabase.database;
  const logger = createLogger('silent');
  const origins = options.origins ?? ['http://spotter.test'];
  const clock = new TestClock();
  const hasher = countingHasher();
  const mails: Mail[] = [];
  const facts: Fact[] = [];
  const resets: { email: string }[] = [];
  const services = createServices({
    db,
    clock,
    logger,
    presence: { of: () => undefined },
    jobs: {
      enqueue: (_db, name, data: JobMap[keyof JobMap]) => {
        if (name === 'send-password-reset' && 'email' in data) resets.push(data);
        return Promise.resolve();
      },
      nudge: () => undefined,
    },
  });
  services.bus.subscribe((fact) => void facts.push(fact));
  const recorder: Mailer = {
    delivers: true,
    send: (mail) => Promise.resolve(void mails.push(mail)),
    close: () => undefined,
  };
  const mailer = options.mailer?.(recorder) ?? recorder;
  const limits = createAttemptLimits({ enabled: options.limits ?? false });
  const door: Door = { ...services, hasher, mailer, limits, origins };
  const auth = createAuth(door);

  const app = new Hono<AppEnv>();
  app.use(async (c, next) => {
    c.set('services', services);
    c.set('address', c.req.header('x-address') ?? '192.0.2.1');
    await next();
  });
  app.use(
    session((cookies) => auth.authenticate(cookies)),
    jsonBody,
  );
  for (const routes of [authRoutes(door), inviteRoutes(door), brandRoutes(), clientRoutes()]) {
    app.route('/api', routes);
  }
  app.onError(onError(logger));

  return {
    ...{ app, auth, clock, db, door, facts, hasher, mails },
    browser: () => new Browser(app, origins[0] ?? ''),
    /** Runs the jobs that wait, as the queue would. */
    runJobs: async () => {
      for (const job of resets.splice(0)) await sendPasswordReset(door, job);
    },
    close: async () => {
      await hasher.close();
      await testDatabase.drop();
    },
  };
}

export type TestDoor = Awaited<ReturnType<typeof openDoor>>;

/** A cheap real hasher that counts how often it was called. */
function countingHasher(): PasswordHasher & { calls: number } {
  const inner = createPasswordHasher({ cost: 4, maxPending: 200 });
  const counting = {
    calls: 0,
    hash: (password: string) => {
      counting.calls += 1;
      return inner.hash(password);
    },
    verify: (password: string, hash: string | undefined) => {
      counting.calls += 1;
      return inner.verify(password, hash);
    },
    close: () => inner.close(),
  };
  return counting;
}
