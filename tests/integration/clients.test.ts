import { afterEach, expect, test } from 'vitest';
import { clientList } from '#contract/clients';
import type { Browser } from '../support/browser.ts';
import { codeOf } from '../support/browser.ts';
import { openDoor } from '../support/door.ts';
import type { TestDoor } from '../support/door.ts';
import { join, setUpAdmin } from '../support/door-people.ts';

let door: TestDoor;
afterEach(() => door.close());

const names = async (by: Browser, query = '') =>
  clientList.parse((await by.get(`/clients${query}`)).body).items.map((item) => item.displayName);

async function twoCoaches() {
  const admin = await setUpAdmin(door);
  const ann = await join(door, admin, 'ann@spotter.test', 'COACH');
  const ben = await join(door, admin, 'ben@spotter.test', 'COACH');
  const clients = [];
  for (const name of ['zoe', 'Bea', 'al_x']) clients.push(await join(door, ann.browser, `${name}@x.test`));
  const foreign = await join(door, ben.browser, 'yan@x.test');
  return { admin, ann, ben, clients, foreign };
}

test('a coach sees their own clients by name, page by page, and nobody else’s', async () => {
  door = await openDoor();
  const { admin, ann, ben } = await twoCoaches();
  expect(await names(ann.browser)).toEqual(['al_x', 'Bea', 'zoe']);
  expect(await names(ben.browser)).toEqual(['yan']);
  expect(await names(admin)).toEqual([]);
  const first = clientList.parse((await ann.browser.get('/clients?limit=2')).body);
  expect(await names(ann.browser, `?limit=2&cursor=${first.nextCursor}`)).toEqual(['zoe']);
});

test('searching takes what is typed literally', async () => {
  door = await openDoor();
  const { ann } = await twoCoaches();
  expect(await names(ann.browser, '?q=BE')).toEqual(['Bea']);
  expect(await names(ann.browser, '?q=_')).toEqual(['al_x']);
  expect(await names(ann.browser, '?q=%25')).toEqual([]);
});

test('searching finds a name with or without its accents', async () => {
  door = await openDoor();
  const { ann, clients } = await twoCoaches();
  await clients[0]?.browser.patch('/auth/me', { displayName: 'Zoë Öberg' });
  for (const q of ['oberg', 'ÖBERG', 'zoë', 'zoe o'])
    expect(await names(ann.browser, `?q=${encodeURIComponent(q)}`)).toEqual(['Zoë Öberg']);
});

test('one client is shown to their coach alone', async () => {
  door = await openDoor();
  const { admin, ann, ben, clients } = await twoCoaches();
  const [zoe] = clients;
  const path = `/clients/${zoe?.user.id}`;
  const { body } = await ann.browser.get(path);
  expect(body).toMatchObject({
    client: { id: zoe?.user.id, displayName: 'zoe', conversationId: zoe?.conversationId },
  });
  expect(codeOf(await ben.browser.get(path))).toBe('not_found');
  expect(codeOf(await admin.get(path))).toBe('not_found');
  expect(codeOf(await ann.browser.get(`/clients/${ben.user.id}`))).toBe('not_found');
  expect(codeOf(await ann.browser.get('/clients/none'))).toBe('not_found');
});

test('clients have no clients', async () => {
  door = await openDoor();
  const { foreign } = await twoCoaches();
  expect(codeOf(await foreign.browser.get('/clients'))).toBe('forbidden');
  expect(codeOf(await foreign.browser.get(`/clients/${foreign.user.id}`))).toBe('forbidden');
});
