// What people write anywhere but in a message: every string of support/hostile.ts in every field that is drawn somewhere.
import * as z from 'zod';
import { cutTo, EVERY, folded, packed } from './support/hostile.ts';
import { inboxRow, sendSomethingElse, threadOn } from './support/screen.ts';
import { shows } from './support/shows.ts';
import { expect, test } from './support/test.ts';
import { watch } from './support/watch.ts';

const LONGEST_NAME = 80;
const HOUR_MS = 3_600_000;

const exercises = z.object({ items: z.array(z.object({ id: z.int() })) });
const template = z.object({ template: z.object({ id: z.int() }) });
const checkIn = z.object({ checkIn: z.object({ checkInId: z.int() }) });
const media = z.object({ id: z.int(), fileName: z.string() });

/** A few at a time: each is a request of its own. */
async function each<T, R>(all: readonly T[], make: (one: T, index: number) => Promise<R>): Promise<R[]> {
  const made: R[] = [];
  for (let start = 0; start < all.length; start += 8) {
    const some = all.slice(start, start + 8);
    made.push(...(await Promise.all(some.map((one, index) => make(one, start + index)))));
  }
  return made;
}

test('names are text', async ({ people }) => {
  test.slow();
  const { coach, client } = await people.pair();
  const page = await people.open(coach, `/inbox/${coach.conversationId}`);
  const phone = await people.open(client, '/chat');
  const harmless = [await watch(page), await watch(phone)];
  const last = '<img src=x onerror="window.pwned=1">';
  for (const name of [...cutTo(LONGEST_NAME), last]) {
    await Promise.all([coach, client].map((person) => person.patch('/auth/me', { displayName: name })));
    const heads = [page, phone].map((screen) =>
      screen.getByRole('heading').filter({ hasText: folded(name) }),
    );
    await Promise.all(heads.map((head) => head.first().waitFor()));
  }
  for (const path of ['/inbox', `/inbox/${coach.conversationId}`, '/people', '/me']) {
    await page.goto(path);
    await expect(page.getByText(last).first()).toBeVisible();
  }
  for (const done of harmless) await done();
});

test('what coach and client write in each other’s thread is text', async ({ people }) => {
  const { coach, client } = await people.pair();
  const page = await people.open(coach, `/inbox/${coach.conversationId}`);
  const harmless = await watch(page);
  const thread = threadOn(page);
  const dialog = page.getByRole('dialog');

  await test.step('notes of check-ins, and the replies to them', async () => {
    for (const [index, reply] of packed(10_000).entries()) {
      const body = { weekOf: mondayBefore(index), feeling: 3 };
      const { checkIn: made } = checkIn.parse(await client.post('/check-ins', body));
      // Later ones are not drawn: what was said before them stands between.
      for (const notes of index === 0 ? packed(5_000) : []) {
        await client.patch(`/check-ins/${made.checkInId}`, { notes });
        await shows(thread.log, notes.split('\n'));
      }
      await coach.post(`/check-ins/${made.checkInId}/review`, { reply });
      // Where the card is taller than the screen, what comes after it waits below.
      await expect(async () => {
        const newest = page.getByRole('button', { name: /newest/ });
        if (await newest.isVisible()) await newest.click();
        await expect(thread.message(reply.slice(0, 40))).not.toHaveCount(0, { timeout: 200 });
      }).toPass();
      await shows(thread.log, reply.split('\n'));
    }
  });

  await test.step('messages that wait', async () => {
    const path = `/conversations/${coach.conversationId}/scheduled-messages`;
    const sendAt = new Date(Date.now() + 9 * HOUR_MS).toISOString();
    for (const text of packed(10_000)) await coach.post(path, { text, sendAt, timeZone: 'UTC' });
    await page.getByRole('button', { name: /messages? scheduled/ }).click();
    await shows(dialog, EVERY);
    await page.keyboard.press('Escape');
  });

  await test.step('saved replies, titles and texts, in their list and after a slash', async () => {
    const titles = cutTo(80);
    await each(EVERY, (text, index) => coach.post('/saved-replies', { title: titles[index], text }));
    const replies = await sendSomethingElse(page, 'Saved replies');
    await shows(replies, [...titles, ...EVERY]);
    await page.keyboard.press('Escape');
    await thread.composer.fill('/script');
    await expect(page.getByRole('option')).not.toHaveCount(0);
    await thread.composer.fill('');
  });

  await test.step('files, before and after they are sent', async () => {
    const names = packed(2_500);
    const buffer = Buffer.from('text');
    const files = names.map((name) => ({ name, mimeType: 'text/plain', buffer }));
    await page.locator('input[type=file][multiple]').setInputFiles(files);
    const tray = page.getByRole('list', { name: 'Files to send' });
    await shows(tray, EVERY);
    for (const some of chunks(EVERY, 8)) {
      const answers = await each(some, (name) => {
        const file = { name, mimeType: 'text/plain', buffer };
        return client.http.post('/api/media', { multipart: { purpose: 'attachment', file } });
      });
      // What is named like a program is refused, and drawn nowhere.
      const taken = answers.filter((answer) => answer.status() !== 415);
      const sent = await each(taken, async (answer) => media.parse(await answer.json()));
      const body = { clientMessageId: crypto.randomUUID(), text: '', mediaIds: sent.map(({ id }) => id) };
      await client.post(`/conversations/${client.conversationId}/messages`, body);
      await shows(
        thread.log,
        sent.map(({ fileName }) => fileName),
      );
    }
  });

  await test.step('drafts', async () => {
    await page.goto('/inbox');
    for (const text of packed(10_000)) {
      await inboxRow(page, client.name).click();
      await thread.composer.fill(text);
      await page.getByRole('link', { name: /^Inbox/ }).click();
      await shows(inboxRow(page, client.name), text.split('\n'));
    }
  });
  await harmless();
});

test('what stands on the other screens is text', async ({ people }) => {
  const { coach, client } = await people.pair();
  const page = await people.open(coach, '/templates');
  const harmless = await watch(page);

  await test.step('names and descriptions of templates', async () => {
    const { items } = exercises.parse(await coach.get('/exercises?limit=1'));
    const line = { exerciseId: items[0]?.id, sets: 3, reps: 8 };
    const descriptions = cutTo(255);
    const made = await each(cutTo(100), async (name, index) => {
      const body = { name, description: descriptions[index], exercises: [line] };
      return template.parse(await coach.post('/routine-templates', body)).template.id;
    });
    await page.reload();
    await expect(async () => {
      const more = page.getByRole('button', { name: 'Show more' });
      if (await more.isVisible()) await more.click();
      await expect(page.getByRole('main').getByRole('listitem')).toHaveCount(EVERY.length, { timeout: 200 });
    }).toPass();
    await shows(page.getByRole('main'), cutTo(100));
    // Only the form draws a description; all of them in one, or it would be opened for each.
    const description = EVERY.join('\n');
    await page.route('**/api/routine-templates/*', async (route) => {
      const answer = await route.fetch();
      const { template: held } = opened.parse(await answer.json());
      await route.fulfill({ json: { template: { ...held, description } } });
    });
    await page.goto(`/templates/${made[0]}`);
    await expect(page.getByLabel('Description')).toHaveValue(description);
    const assignedDate = new Date().toISOString().slice(0, 10);
    for (const id of made.slice(0, 3)) {
      await coach.post(`/routine-templates/${id}/assign`, { clientId: client.id, assignedDate });
    }
  });

  await test.step('what was typed to find something', async () => {
    await page.route('**/api/search?*', (route) =>
      route.fulfill({ json: { items: [], nextCursor: null, complete: true } }),
    );
    await page.goto('/inbox');
    for (const q of packed(5_000)) {
      await page.getByRole('searchbox').first().fill(q.replaceAll('\n', ' '));
      await shows(page.getByText(/^No message has/), q.split('\n'));
    }
  });

  await test.step('the workspace’s name, and what the catalogue names', async () => {
    const name = EVERY.join('\n');
    await page.route('**/api/brand', (route) =>
      route.fulfill({ json: { name, tagline: name, logoUrl: null } }),
    );
    await page.route('**/api/exercises?*', async (route) => {
      const answer = await route.fetch();
      const { items, ...rest } = listed.parse(await answer.json());
      await route.fulfill({ json: { ...rest, items: items.map((item) => ({ ...item, name })) } });
    });
    await page.goto('/inbox');
    await shows(page.getByRole('heading', { level: 1 }), EVERY);
    await page.goto('/exercises');
    await shows(page.getByRole('main'), EVERY);
  });
  await harmless();
});

const opened = z.object({ template: z.looseObject({}) });
const listed = z.looseObject({ items: z.array(z.looseObject({})) });

/** The Monday of this week, or of one so many weeks before it. */
function mondayBefore(weeks: number): string {
  const now = new Date();
  const days = ((now.getUTCDay() + 6) % 7) + weeks * 7;
  return new Date(now.getTime() - days * 24 * HOUR_MS).toISOString().slice(0, 10);
}

function chunks<T>(all: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
}
