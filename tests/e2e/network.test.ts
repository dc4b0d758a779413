import { adminOf, People } from './support/people.ts';
import { PASSWORD } from './support/person.ts';
import { threadOn } from './support/screen.ts';
import { startServer } from './support/server.ts';
import { expect, test } from './support/test.ts';

/** Another address of this machine, as a phone in the same network would use one. */
const ADDRESS = '127.0.0.2';

test('from another address that ORIGIN names, everything works', async ({ browser }) => {
  const server = await startServer({ address: ADDRESS, originIsAddress: true });
  const people = new People(server.url, browser, () => adminOf(server.url));
  const { coach, client } = await people.pair();
  const laptop = await people.open(coach, `/inbox/${coach.conversationId}`);
  const phone = await people.open(client, '/chat');
  await threadOn(phone).say('Hello from the kitchen');
  await expect(threadOn(laptop).message('Hello from the kitchen')).toBeVisible();
  await expect(threadOn(phone).log.getByText('Read', { exact: true })).toBeVisible();
  await people.leave();
  expect(await server.stop()).toBe(0);
});

test('an address that ORIGIN does not name is refused with words, and the log says what to set', async ({
  browser,
}) => {
  const server = await startServer({ address: ADDRESS });
  const people = new People(server.url, browser, () => adminOf(server.url));
  const page = await people.visit('/login');
  await page.goto('/setup');
  await page.getByLabel('Name of your coaching').fill('Northside');
  await page.getByLabel('Your name').fill('Olive');
  await page.getByLabel('E-mail').fill('olive@northside.test');
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await page.getByRole('button', { name: 'Create the account' }).click();
  await expect(page.getByText(/did not come from an allowed origin/)).toBeVisible();
  expect(server.log()).toContain(`start it with ORIGIN=${server.url}`);
  await people.leave();
  expect(await server.stop()).toBe(0);
});
