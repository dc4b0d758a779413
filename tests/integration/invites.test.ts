import { eq } from 'drizzle-orm';
import { afterEach, expect, test } from 'vitest';
import { acceptedInvitation, inviteList } from '#contract/invites';
import { conversations, inviteTokens, users } from '#server/db/schema/index';
import { acceptInvitation } from '#server/features/invites/commands/accept-invitation';
import { AppError } from '#server/kernel/errors';
import type { Browser } from '../support/browser.ts';
import { codeOf } from '../support/browser.ts';
import { DAY, openDoor } from '../support/door.ts';
import type { TestDoor } from '../support/door.ts';
import { ADMIN, invite, join, PASSWORD, setUpAdmin } from '../support/door-people.ts';

let door: TestDoor;
afterEach(() => door.close());

const CLIENT = 'client@spotter.test';
const FORM = { password: PASSWORD, displayName: 'Cleo Client' };

async function adminAndCoach(): Promise<{ admin: Browser; coach: Browser; coachId: number }> {
  const admin = await setUpAdmin(door);
  const { browser, user } = await join(door, admin, 'coach@spotter.test', 'COACH');
  return { admin, coach: browser, coachId: user.id };
}

const accept = (token: string, form: object = FORM) =>
  door.browser().post(`/invitations/${token}/accept`, form);

test('an invited client gets an account, their coach and a thread', async () => {
  door = await openDoor();
  const { coach, coachId } = await adminAndCoach();
  const { token, url, mailed } = await invite(coach, CLIENT);
  expect({ url, mailed }).toEqual({ url: `http://spotter.test/invite/${token}`, mailed: true });
  expect(door.mails.at(-1)?.to).toBe(CLIENT);
  expect(door.mails.at(-1)?.text).toContain(url);
  const browser = door.browser();
  expect((await browser.get(`/invitations/${token}`)).body).toMatchObject({
    email: CLIENT,
    role: 'CLIENT',
    coach: { displayName: 'coach' },
    brand: { name: 'Iron House' },
  });
  const answer = await browser.post(`/invitations/${token}/accept`, { ...FORM, timeZone: 'Europe/Lisbon' });
  expect(answer.status).toBe(201);
  const { user, conversationId } = acceptedInvitation.parse(answer.body);
  expect(user).toMatchObject({ email: CLIENT, role: 'CLIENT', coachId, timeZone: 'Europe/Lisbon' });
  expect(await door.db.select().from(conversations)).toMatchObject([
    { conversationId, coachId, clientId: user.id },
  ]);
  expect((await browser.get('/auth/me')).status).toBe(200);
  expect(door.facts).toContainEqual({
    name: 'conversation.created',
    data: { conversationId, coachId, clientId: user.id },
  });
});

test('an invited coach has no coach and no thread', async () => {
  door = await openDoor();
  const admin = await setUpAdmin(door);
  const { user, conversationId } = await join(door, admin, 'coach@spotter.test', 'COACH');
  expect({ role: user.role, coachId: user.coachId, conversationId }).toEqual({
    role: 'COACH',
    coachId: null,
    conversationId: null,
  });
});

test('only an admin invites coaches, and clients invite nobody', async () => {
  door = await openDoor();
  const { coach } = await adminAndCoach();
  const client = await join(door, coach, CLIENT);
  const body = { email: 'new@spotter.test' };
  expect(codeOf(await coach.post('/invites', { ...body, role: 'COACH' }))).toBe('forbidden');
  expect(codeOf(await client.browser.post('/invites', body))).toBe('forbidden');
  expect(codeOf(await client.browser.get('/invites'))).toBe('forbidden');
  expect(codeOf(await client.browser.delete('/invites/1'))).toBe('forbidden');
  expect(codeOf(await coach.post('/invites', { ...body, role: 'ADMIN' }))).toBe('invalid_input');
  expect(codeOf(await door.browser().post('/invites', body))).toBe('unauthenticated');
});

test('an admin may coach clients of their own', async () => {
  door = await openDoor();
  const admin = await setUpAdmin(door);
  const { user, conversationId } = await join(door, admin, CLIENT);
  const [row] = await door.db.select().from(conversations);
  expect(row).toMatchObject({ conversationId, coachId: user.coachId });
});

test('of twenty who accept one invitation at once one wins and nineteen are told it is gone', async () => {
  door = await openDoor();
  const { coach } = await adminAndCoach();
  const { token, id } = await invite(coach, CLIENT);
  const visitor = { address: '192.0.2.1', userAgent: undefined, secure: false, cookies: undefined };
  const outcomes = await Promise.all(
    Array.from({ length: 20 }, () =>
      acceptInvitation(door.door, visitor, token, FORM).then(
        () => 'accepted',
        (error: unknown) => (error instanceof AppError ? error.code : 'broken'),
      ),
    ),
  );
  expect(outcomes.sort()).toEqual(['accepted', ...Array<string>(19).fill('gone')]);
  const made = await door.db.select().from(users).where(eq(users.email, CLIENT));
  expect(made).toHaveLength(1);
  const [row] = await door.db.select().from(inviteTokens).where(eq(inviteTokens.id, id));
  expect(row).toMatchObject({ used: true, acceptedBy: made[0]?.userId });
  expect(await door.db.select().from(conversations)).toHaveLength(1);
});

test('whoever comes too late finds out before a password is hashed', async () => {
  door = await openDoor();
  const admin = await setUpAdmin(door);
  const { token } = await invite(admin, CLIENT);
  const hashed = door.hasher.calls;
  const answers = await Promise.all(Array.from({ length: 20 }, () => accept(token)));
  expect(answers.map((answer) => answer.status).sort()).toEqual([201, ...Array<number>(19).fill(410)]);
  expect(door.hasher.calls).toBe(hashed + 1);
});

test('the address comes from the invitation: a form that names one is refused', async () => {
  door = await openDoor();
  const { coach } = await adminAndCoach();
  const { token } = await invite(coach, CLIENT);
  const answer = await accept(token, { ...FORM, email: 'thief@spotter.test' });
  expect(codeOf(answer)).toBe('invalid_input');
  expect((await accept(token)).status).toBe(201);
});

test('an invitation is good for seven days', async () => {
  door = await openDoor();
  const { coach } = await adminAndCoach();
  const { token } = await invite(coach, CLIENT);
  door.clock.advance(6.9 * DAY);
  expect((await door.browser().get(`/invitations/${token}`)).status).toBe(200);
  door.clock.advance(0.2 * DAY);
  expect(codeOf(await door.browser().get(`/invitations/${token}`))).toBe('gone');
  expect(codeOf(await accept(token))).toBe('gone');
});

test('inviting an open address again renews the invitation: same id, new link, the old one is gone', async () => {
  door = await openDoor();
  const { coach } = await adminAndCoach();
  const first = await invite(coach, CLIENT);
  door.clock.advance(8 * DAY);
  await coach.get('/auth/me');
  const second = await invite(coach, CLIENT.toUpperCase());
  expect(second.id).toBe(first.id);
  expect(second.expiresAt > first.expiresAt).toBe(true);
  expect(codeOf(await accept(first.token))).toBe('gone');
  expect((await accept(second.token)).status).toBe(201);
});

test('an address with an account is not invited', async () => {
  door = await openDoor();
  const { coach } = await adminAndCoach();
  expect(codeOf(await coach.post('/invites', { email: ADMIN.email }))).toBe('conflict');
});

test('two coaches may invite one address; whoever is accepted first makes the other worthless', async () => {
  door = await openDoor();
  const { admin, coach } = await adminAndCoach();
  const [one, two] = [await invite(admin, CLIENT), await invite(coach, CLIENT)];
  const answers = await Promise.all([accept(one.token), accept(two.token)]);
  expect(answers.map((answer) => answer.status).sort()).toEqual([201, 410]);
  for (const { token } of [one, two]) {
    expect(codeOf(await door.browser().get(`/invitations/${token}`))).toBe('gone');
  }
});

test('a revoked invitation lets nobody in, and only its maker revokes it', async () => {
  door = await openDoor();
  const { admin, coach } = await adminAndCoach();
  const { id, token } = await invite(coach, CLIENT);
  expect(codeOf(await admin.delete(`/invites/${id}`))).toBe('not_found');
  expect((await coach.delete(`/invites/${id}`)).status).toBe(204);
  expect(codeOf(await coach.delete(`/invites/${id}`))).toBe('not_found');
  expect(codeOf(await accept(token))).toBe('gone');
});

test('revoking and accepting at once: exactly one of them happens', async () => {
  door = await openDoor();
  const { coach } = await adminAndCoach();
  for (let n = 0; n < 5; n += 1) {
    const { id, token } = await invite(coach, `client${n}@spotter.test`);
    const [revoked, accepted] = await Promise.all([coach.delete(`/invites/${id}`), accept(token)]);
    expect([`${revoked.status} ${accepted.status}`]).toContainEqual(
      expect.stringMatching(/^(204 410|404 201)$/),
    );
  }
});

test('the invitation of a coach who was deactivated is worthless', async () => {
  door = await openDoor();
  const { coach, coachId } = await adminAndCoach();
  const { token } = await invite(coach, CLIENT);
  await door.db.update(users).set({ deactivatedAt: door.clock.now() }).where(eq(users.userId, coachId));
  expect(codeOf(await accept(token))).toBe('gone');
});

test('the list holds one’s own open invitations, newest first, page by page, and no link', async () => {
  door = await openDoor();
  const { admin, coach } = await adminAndCoach();
  await invite(admin, 'other@spotter.test');
  for (const name of ['a', 'b', 'c']) await invite(coach, `${name}@spotter.test`);
  const first = inviteList.parse((await coach.get('/invites?limit=2')).body);
  const second = inviteList.parse((await coach.get(`/invites?limit=2&cursor=${first.nextCursor}`)).body);
  expect([...first.items, ...second.items].map((item) => item.email)).toEqual(
    ['c', 'b', 'a'].map((name) => `${name}@spotter.test`),
  );
  expect(second.nextCursor).toBeNull();
  expect(JSON.stringify(first)).not.toMatch(/token|url/);
  expect(codeOf(await coach.get('/invites?cursor=bogus'))).toBe('invalid_input');
});

test('with a dead mail server the invitation stands and says that it was not mailed', async () => {
  door = await openDoor({
    mailer: (recorder) => ({ ...recorder, send: () => Promise.reject(new Error('connect ECONNREFUSED')) }),
  });
  const admin = await setUpAdmin(door);
  const { token, mailed } = await invite(admin, CLIENT);
  expect(mailed).toBe(false);
  expect((await accept(token)).status).toBe(201);
});

test('tokens are stored as hashes, and a made-up one costs no hashing', async () => {
  door = await openDoor();
  const admin = await setUpAdmin(door);
  const { token } = await invite(admin, CLIENT);
  const [row] = await door.db.select().from(inviteTokens);
  expect(row?.token).toMatch(/^[0-9a-f]{64}$/);
  const hashed = door.hasher.calls;
  for (const wrong of [row?.token ?? '', 'x', 'y'.repeat(500), token.toLowerCase()]) {
    expect(codeOf(await accept(wrong))).toBe('gone');
  }
  expect(door.hasher.calls).toBe(hashed);
});

test('guessing links is limited by address', async () => {
  door = await openDoor({ limits: true });
  const look = () => door.browser().get('/invitations/guess');
  for (let n = 1; n <= 120; n += 1) expect((await look()).status).toBe(410);
  expect((await look()).status).toBe(429);
});
