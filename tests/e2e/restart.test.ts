import { adminOf, People, PHONE } from './support/people.ts';
import { threadOn } from './support/screen.ts';
import { startServer } from './support/server.ts';
import type { RunningServer } from './support/server.ts';
import { expect, test } from './support/test.ts';

// A server of their own: these end it.
let server: RunningServer;

test.beforeAll(async () => {
  server = await startServer();
});

test.afterAll(async () => {
  await server.stop();
});

for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
  test(`open pages come back by themselves after ${signal}, and nothing typed is lost`, async ({
    browser,
  }) => {
    const people = new People(server.url, browser, () => adminOf(server.url));
    const { coach, client } = await people.pair();
    const laptop = await people.open(coach, `/inbox/${coach.conversationId}`);
    const phone = await people.open(client, '/chat', PHONE);
    await threadOn(laptop).say('Before the restart');
    await expect(threadOn(phone).message('Before the restart')).toBeVisible();

    await server.down(signal);
    await threadOn(laptop).say('Said while nobody listened');
    await threadOn(phone).composer.fill('Half a thought');
    await expect(threadOn(laptop).message('Said while nobody listened')).toBeVisible();
    await expect(laptop.getByText(/^(No connection|The server is busy)/)).toBeVisible();

    await server.up();
    await expect(threadOn(phone).message('Said while nobody listened')).toBeVisible({ timeout: 20_000 });
    await expect(threadOn(laptop).log.getByText('Read', { exact: true })).toBeVisible();
    await expect(laptop.getByText(/^(No connection|The server is busy)/)).toBeHidden();
    await expect(threadOn(phone).composer).toHaveValue('Half a thought');
    for (const page of [laptop, phone]) {
      await expect(threadOn(page).message('Before the restart')).toHaveCount(1);
      await expect(threadOn(page).message('Said while nobody listened')).toHaveCount(1);
    }
    await people.leave();
  });
}
