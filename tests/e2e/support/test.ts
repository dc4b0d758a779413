import { test as base } from '@playwright/test';
import { adminOf, People } from './people.ts';
import type { Person } from './person.ts';
import { startServer } from './server.ts';
import type { RunningServer } from './server.ts';

interface PerTest {
  people: People;
}

interface PerWorker {
  /** `test.use({ demo: true })` at a file's top serves the demo workspace; default: an empty instance. */
  demo: boolean;
  server: RunningServer;
  /** Whoever owns the instance, made when first asked for. */
  admin: () => Promise<Person>;
}

/** Playwright's `test` with a server of its own, whose address is the `baseURL`, and a test's own people on it. */
export const test = base.extend<PerTest, PerWorker>({
  demo: [false, { option: true, scope: 'worker' }],
  server: [
    async ({ demo }, use) => {
      const server = await startServer({ demo });
      await use(server);
      const code = await server.stop();
      if (code !== 0) throw new Error(`The server ended with ${code}:\n${server.log()}`);
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  baseURL: async ({ server }, use) => {
    await use(server.url);
  },
  admin: [
    async ({ server }, use) => {
      let made: Promise<Person> | undefined;
      await use(() => (made ??= adminOf(server.url)));
      if (made) await (await made).http.dispose();
    },
    { scope: 'worker' },
  ],
  people: async ({ server, browser, admin }, use) => {
    const people = new People(server.url, browser, admin);
    await use(people);
    await people.leave();
  },
});

export { expect } from '@playwright/test';
