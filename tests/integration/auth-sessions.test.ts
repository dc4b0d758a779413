import { createHash } from 'node:crypto';
import { sql } from 'drizzle-orm';
import { afterEach, expect, test, vi } from 'vitest';
import { sessions } from '#server/db/schema/index';
import { DAY, openDoor } from '../support/door.ts';
import type { TestDoor } from '../support/door.ts';
import { ADMIN, PASSWORD, setUpAdmin } from '../support/door-people.ts';

let door: TestDoor;
afterEach(() => door.close());

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const idIn = (cookie = '') => cookie.split('=')[1] ?? '';

test('the database holds the hash of a session id of 200 bits, and the hash opens nothing', async () => {
  door = await openDoor();
  const browser = await setUpAdmin(door);
  const id = idIn(browser.cookie);
  expect(id).toMatch(/^[a-z2-7]{40}$/);
  const rows = await door.db.select().from(sessions);
  expect(rows.map((row) => row.sessionId)).toEqual([sha256(id)]);
  browser.cookie = `spotter_session=${sha256(id)}`;
  expect((await browser.get('/auth/me')).status).toBe(401);
});

test('over http the cookie is out of reach of scripts and other sites', async () => {
  door = await openDoor();
  const answer = await door.browser().post('/setup', ADMIN);
  const cookie = answer.headers.get('set-cookie')?.split('; ');
  expect(cookie?.[0]).toMatch(/^spotter_session=/);
  expect(cookie?.slice(1).sort()).toEqual(['HttpOnly', 'Max-Age=2592000', 'Path=/', 'SameSite=Lax']);
});

test('over https the cookie is bound to the host and never leaves without encryption', async () => {
  door = await openDoor({ origins: ['https://spotter.test'] });
  const browser = door.browser();
  const answer = await browser.post('/setup', ADMIN);
  const cookie = answer.headers.get('set-cookie')?.split('; ');
  expect(cookie?.[0]).toMatch(/^__Host-spotter_session=/);
  expect(cookie?.slice(1).sort()).toEqual([
    'HttpOnly',
    'Max-Age=2592000',
    'Path=/',
    'SameSite=Lax',
    'Secure',
  ]);
  expect((await browser.get('/auth/me')).status).toBe(200);
  browser.cookie = `spotter_session=${idIn(browser.cookie)}`;
  expect((await browser.get('/auth/me')).status).toBe(401);
});

test('a session in use is prolonged under the same id, one left alone for 30 days is over', async () => {
  door = await openDoor();
  const browser = await setUpAdmin(door);
  const cookie = browser.cookie;
  door.clock.advance(20 * DAY);
  const answer = await browser.get('/auth/me');
  expect(answer.status).toBe(200);
  expect(answer.headers.get('set-cookie')).toContain('Max-Age=2592000');
  expect(browser.cookie).toBe(cookie);
  door.clock.advance(20 * DAY);
  expect((await browser.get('/auth/me')).status).toBe(200);
  door.clock.advance(31 * DAY);
  expect((await browser.get('/auth/me')).status).toBe(401);
});

test('a session ends after 90 days however much it is used', async () => {
  door = await openDoor();
  const browser = await setUpAdmin(door);
  for (let day = 0; day < 80; day += 10) {
    door.clock.advance(10 * DAY);
    expect((await browser.get('/auth/me')).status).toBe(200);
  }
  const found = await door.auth.authenticate(browser.cookie);
  const left = (found?.expiresAt.getTime() ?? 0) - door.clock.now().getTime();
  expect(left / 86_400_000).toBeLessThanOrEqual(10);
  door.clock.advance(11 * DAY);
  expect((await browser.get('/auth/me')).status).toBe(401);
});

test('the last use is written down at most once a minute', async () => {
  door = await openDoor();
  const browser = await setUpAdmin(door);
  const lastUsed = async () => (await door.db.select().from(sessions))[0]?.lastUsedAt;
  const opened = await lastUsed();
  await browser.get('/auth/me');
  expect(await lastUsed()).toEqual(opened);
  door.clock.advance((2 / 1_440) * DAY);
  await browser.get('/auth/me');
  await vi.waitFor(async () => expect(await lastUsed()).not.toEqual(opened), { timeout: 10_000 });
});

test('nobody waits until a use is written down', async () => {
  door = await openDoor();
  const browser = await setUpAdmin(door);
  door.clock.advance((2 / 1_440) * DAY);
  const gaveUp = vi.spyOn(door.door.logger, 'warn');
  await door.db.transaction(async (tx) => {
    await tx.select().from(sessions).for('update');
    expect((await browser.get('/auth/me')).status).toBe(200);
    // The write still waits for the row: it has not even given up.
    expect(gaveUp).not.toHaveBeenCalled();
  });
});

test('logging in again in one browser leaves no old session behind', async () => {
  door = await openDoor();
  const browser = await setUpAdmin(door);
  const before = browser.cookie;
  await browser.post('/auth/login', { email: ADMIN.email, password: PASSWORD });
  expect(browser.cookie).not.toBe(before);
  expect(await door.db.select().from(sessions)).toHaveLength(1);
});

test('the handshake of a socket prolongs nothing, as it can send no cookie; the next request does', async () => {
  door = await openDoor();
  const browser = await setUpAdmin(door);
  door.clock.advance(20 * DAY);
  const [before] = await door.db.select().from(sessions);
  expect((await door.auth.recognize(browser.cookie))?.actor.role).toBe('ADMIN');
  expect((await door.db.select().from(sessions))[0]?.expiresAt).toEqual(before?.expiresAt);
  expect((await browser.get('/auth/me')).headers.get('set-cookie')).toContain('Max-Age=2592000');
});

test('a database that can only be read still lets in whoever has a session', async () => {
  door = await openDoor();
  const browser = await setUpAdmin(door);
  await door.db.execute(sql`
    create function no_space() returns trigger language plpgsql as
    $$ begin raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$`);
  await door.db.execute(sql`create trigger full_disk before update on sessions execute function no_space()`);
  door.clock.advance(20 * DAY);
  expect((await browser.get('/auth/me')).status).toBe(200);
  expect((await door.auth.recognize(browser.cookie))?.actor.role).toBe('ADMIN');
});

test('one question tells which of many sessions still stand, and what their people are now', async () => {
  door = await openDoor();
  const gone = await setUpAdmin(door);
  const stays = door.browser();
  await stays.post('/auth/login', { email: ADMIN.email, password: PASSWORD });
  const hashes = [gone, stays].map((browser) => sha256(idIn(browser.cookie)));
  const admin = { role: 'ADMIN', coachId: null, timeZone: 'UTC' };
  const standing = (...ids: (string | undefined)[]) => new Map(ids.map((id) => [id, admin]));
  expect(await door.auth.standing(hashes)).toEqual(standing(...hashes));
  await gone.post('/auth/logout');
  expect(await door.auth.standing([...hashes, sha256('made up')])).toEqual(standing(hashes[1]));
  expect(await door.auth.standing([])).toEqual(standing());
  // More than a statement takes parameters: everybody who is connected is looked at together.
  const crowd = Array.from({ length: 70_000 }, (_, n) => n.toString(16).padStart(64, '0'));
  expect(await door.auth.standing([...crowd, ...hashes])).toEqual(standing(hashes[1]));
});

test('cookies of other programs on the host, well formed or not, are none of our business', async () => {
  door = await openDoor();
  const browser = await setUpAdmin(door);
  const found = await door.auth.authenticate(`other=%E0%A4%A; ${browser.cookie}; x`);
  expect(found?.actor.role).toBe('ADMIN');
  for (const cookie of [undefined, '', 'spotter_session=', 'spotter_session=%00', 'spotter_session']) {
    expect(await door.auth.authenticate(cookie)).toBeUndefined();
  }
});
