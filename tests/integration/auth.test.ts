import { afterEach, expect, test } from 'vitest';
import * as z from 'zod';
import { sessionList, userAnswer } from '#contract/auth';
import { brandSettings, users } from '#server/db/schema/index';
import { codeOf } from '../support/browser.ts';
import { openDoor } from '../support/door.ts';
import type { TestDoor } from '../support/door.ts';
import { ADMIN, join, PASSWORD, setUpAdmin } from '../support/door-people.ts';

let door: TestDoor;
afterEach(() => door.close());

test('the first person to set up becomes the admin, is logged in and names the instance', async () => {
  door = await openDoor();
  const browser = door.browser();
  expect((await browser.get('/setup')).body).toEqual({ needed: true });
  const answer = await browser.post('/setup', ADMIN);
  expect(answer.status).toBe(201);
  expect(userAnswer.parse(answer.body).user).toMatchObject({
    email: ADMIN.email,
    role: 'ADMIN',
    coachId: null,
  });
  expect((await browser.get('/auth/me')).body).toEqual(answer.body);
  expect((await browser.get('/brand')).body).toEqual({ name: 'Iron House', tagline: null, logoUrl: null });
  expect((await browser.get('/setup')).body).toEqual({ needed: false });
});

test('of ten who set up at once one becomes the admin', async () => {
  door = await openDoor();
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, n) =>
      door.browser().post('/setup', { ...ADMIN, email: `admin${n}@spotter.test` }),
    ),
  );
  expect(answers.map((answer) => answer.status).sort()).toEqual([201, ...Array<number>(9).fill(409)]);
  expect(await door.db.select().from(users)).toHaveLength(1);
  expect(await door.db.select().from(brandSettings)).toHaveLength(1);
});

test('an unknown address and a wrong password get the same answer after the same work', async () => {
  door = await openDoor();
  await setUpAdmin(door);
  const attempt = async (email: string) => {
    const before = door.hasher.calls;
    const answer = await door.browser().post('/auth/login', { email, password: 'not the password' });
    return { status: answer.status, body: answer.body, hashed: door.hasher.calls - before };
  };
  const known = await attempt(ADMIN.email);
  expect(await attempt('nobody@spotter.test')).toEqual(known);
  expect(known).toMatchObject({ status: 401, body: { code: 'invalid_credentials' }, hashed: 1 });
});

test('e-mail addresses are the same in capitals', async () => {
  door = await openDoor();
  await setUpAdmin(door);
  const answer = await door
    .browser()
    .post('/auth/login', { email: ' ADMIN@Spotter.Test ', password: PASSWORD });
  expect(answer.status).toBe(200);
});

test('a deactivated person who knows the password is told so, and what they had open is closed', async () => {
  door = await openDoor();
  const browser = await setUpAdmin(door);
  await door.db.update(users).set({ deactivatedAt: door.clock.now() });
  expect(codeOf(await browser.get('/auth/me'))).toBe('unauthenticated');
  const logIn = (password: string) => door.browser().post('/auth/login', { email: ADMIN.email, password });
  expect(codeOf(await logIn(PASSWORD))).toBe('forbidden');
  expect(codeOf(await logIn('not the right one'))).toBe('invalid_credentials');
});

test('the eleventh wrong password for an account is refused with the seconds to wait, from any address', async () => {
  door = await openDoor({ limits: true });
  await setUpAdmin(door);
  const browser = door.browser();
  const guess = (address: string, password: string) =>
    browser.from(address).post('/auth/login', { email: ADMIN.email, password });
  for (let n = 1; n <= 10; n += 1) {
    expect(codeOf(await guess(`192.0.2.${n}`, 'wrong'))).toBe('invalid_credentials');
  }
  const refused = await guess('192.0.2.99', PASSWORD);
  expect(refused.body).toMatchObject({ code: 'rate_limited', status: 429 });
  expect(z.object({ retryAfter: z.number() }).parse(refused.body).retryAfter).toBeLessThanOrEqual(900);
});

test('the thirty-first wrong attempt from one address is refused, whoever it is for', async () => {
  door = await openDoor({ limits: true });
  const attempt = (n: number, address = '2001:db8:1:2::1') =>
    door
      .browser()
      .from(address)
      .post('/auth/login', { email: `p${n}@spotter.test`, password: 'wrong' });
  for (let n = 1; n <= 30; n += 1) expect(codeOf(await attempt(n))).toBe('invalid_credentials');
  expect(codeOf(await attempt(31, '2001:db8:1:2:ffff::9'))).toBe('rate_limited');
  expect(codeOf(await attempt(31, '2001:db8:1:3::1'))).toBe('invalid_credentials');
});

test('logging in rightly uses no attempt up', async () => {
  door = await openDoor({ limits: true });
  await setUpAdmin(door);
  for (let n = 1; n <= 35; n += 1) {
    const answer = await door.browser().post('/auth/login', { email: ADMIN.email, password: PASSWORD });
    expect(answer.status).toBe(200);
  }
});

test('people change what they are called and where they live; what is left out stays', async () => {
  door = await openDoor();
  const browser = await setUpAdmin(door);
  const answer = await browser.patch('/auth/me', { timeZone: 'Asia/Tokyo', unitSystem: 'imperial' });
  expect(userAnswer.parse(answer.body).user).toMatchObject({
    displayName: ADMIN.displayName,
    timeZone: 'Asia/Tokyo',
    unitSystem: 'imperial',
  });
  expect(door.facts.map((fact) => fact.name)).toEqual(['profile.changed', 'actor.changed']);
  expect((await browser.patch('/auth/me', { timeZone: 'Mars/Olympus' })).status).toBe(422);
  expect((await browser.patch('/auth/me', { role: 'ADMIN' })).status).toBe(422);
  expect((await browser.patch('/auth/me', {})).status).toBe(200);
});

test('people see their own devices and end one of them, never somebody else’s', async () => {
  door = await openDoor();
  const admin = await setUpAdmin(door);
  const coach = await join(door, admin, 'coach@spotter.test', 'COACH');
  const phone = door.browser();
  await phone.post('/auth/login', { email: ADMIN.email, password: PASSWORD });
  const devices = sessionList.parse((await admin.get('/auth/sessions')).body).items;
  expect(devices.map((device) => device.current).sort()).toEqual([false, true]);
  const other = devices.find((device) => !device.current)?.publicId ?? '';
  expect(codeOf(await coach.browser.delete(`/auth/sessions/${other}`))).toBe('not_found');
  expect((await admin.delete(`/auth/sessions/${other}`)).status).toBe(204);
  expect(codeOf(await admin.delete(`/auth/sessions/${other}`))).toBe('not_found');
  expect((await phone.get('/auth/me')).status).toBe(401);
  expect((await admin.get('/auth/me')).status).toBe(200);
});

test('logging out ends the session; without one it changes nothing', async () => {
  door = await openDoor();
  const browser = await setUpAdmin(door);
  const stolen = door.browser();
  stolen.cookie = browser.cookie;
  const answer = await browser.post('/auth/logout');
  expect(answer.status).toBe(204);
  expect(answer.headers.get('set-cookie')).toContain('Max-Age=0');
  expect((await stolen.get('/auth/me')).status).toBe(401);
  expect((await browser.post('/auth/logout')).status).toBe(204);
  expect(door.facts).toMatchObject([{ name: 'session.ended', data: { reason: 'logged_out' } }]);
});

test('a new password ends every other session and renames this one', async () => {
  door = await openDoor();
  const laptop = await setUpAdmin(door);
  const phone = door.browser();
  await phone.post('/auth/login', { email: ADMIN.email, password: PASSWORD });
  const before = laptop.cookie;
  const stolen = door.browser();
  stolen.cookie = before;
  const change = (currentPassword: string, newPassword: string) =>
    laptop.post('/auth/password', { currentPassword, newPassword });
  expect(codeOf(await change('wrong', 'another fine sentence'))).toBe('invalid_credentials');
  expect((await change(PASSWORD, 'another fine sentence')).status).toBe(204);
  expect(laptop.cookie).not.toBe(before);
  expect((await laptop.get('/auth/me')).status).toBe(200);
  expect((await phone.get('/auth/me')).status).toBe(401);
  expect((await stolen.get('/auth/me')).status).toBe(401);
  const log = (password: string) => door.browser().post('/auth/login', { email: ADMIN.email, password });
  expect((await log(PASSWORD)).status).toBe(401);
  expect((await log('another fine sentence')).status).toBe(200);
});
