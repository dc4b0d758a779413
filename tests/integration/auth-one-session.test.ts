import { afterEach, expect, test, vi } from 'vitest';
import { sessions } from '#server/db/schema/index';
import { HasherBusyError } from '#server/platform/password-hasher';
import { codeOf } from '../support/browser.ts';
import { openDoor } from '../support/door.ts';
import type { TestDoor } from '../support/door.ts';
import { ADMIN, invite, PASSWORD, setUpAdmin } from '../support/door-people.ts';

let door: TestDoor;
afterEach(() => door.close());

const logIn = { email: ADMIN.email, password: PASSWORD };

test('a log-in that failed through no fault of the person costs them no attempt', async () => {
  door = await openDoor({ limits: true });
  await setUpAdmin(door);
  const busy = vi.spyOn(door.hasher, 'verify').mockRejectedValue(new HasherBusyError());
  for (let n = 1; n <= 40; n += 1) {
    expect(codeOf(await door.browser().post('/auth/login', logIn))).toBe('unavailable');
  }
  busy.mockRestore();
  expect((await door.browser().post('/auth/login', logIn)).status).toBe(200);
});

test('whoever accepts an invitation leaves no session of somebody else behind in that browser', async () => {
  door = await openDoor();
  const browser = await setUpAdmin(door);
  const { token } = await invite(browser, 'coach@spotter.test', 'COACH');
  const kept = browser.cookie;
  const form = { password: PASSWORD, displayName: 'Kim' };
  expect((await browser.post(`/invitations/${token}/accept`, form)).status).toBe(201);
  expect(await door.db.select().from(sessions)).toHaveLength(1);
  const stolen = door.browser();
  stolen.cookie = kept;
  expect((await stolen.get('/auth/me')).status).toBe(401);
});

test('logging out ends both sessions of a browser that came over http and over https', async () => {
  door = await openDoor({ origins: ['https://spotter.test', 'http://spotter.test'] });
  const overHttps = await setUpAdmin(door);
  const overHttp = door.browser();
  const answer = await door.app.request('http://spotter.test/api/auth/login', {
    method: 'POST',
    headers: { origin: 'http://spotter.test', 'content-type': 'application/json' },
    body: JSON.stringify(logIn),
  });
  overHttp.cookie = answer.headers.get('set-cookie')?.split(';')[0];
  const both = door.browser();
  both.cookie = `${overHttps.cookie}; ${overHttp.cookie}`;
  const loggedOut = await both.post('/auth/logout');
  expect(await door.db.select().from(sessions)).toEqual([]);
  expect(loggedOut.headers.getSetCookie().map((cookie) => cookie.split('=')[0])).toEqual([
    '__Host-spotter_session',
    'spotter_session',
  ]);
});
