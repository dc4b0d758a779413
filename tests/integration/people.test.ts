import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { accountList } from '#contract/people';
import { users } from '#server/db/schema/index';
import { createPasswordHasher } from '#server/platform/password-hasher';
import { tokenIn } from '../support/door-people.ts';
import type { Answer } from '../support/http.ts';
import type { Person } from '../support/person.ts';
import { createWorld, type World } from '../support/world.ts';
import { accounts, deactivate, endSessions, makeRole, move, reactivate, shown } from './people.fixtures.ts';

const PASSWORD = 'a fine long sentence';
const problem = z.object({ code: z.string(), detail: z.string() });

let world: World;
let admin: Person;
let coach: Person;

beforeEach(async () => {
  world = await createWorld();
  admin = await world.admin({ displayName: 'Ada' });
  coach = await world.coach({ displayName: 'Ben', email: 'ben@example.test' });
});
afterEach(() => world.close());

const codeOf = (answer: Answer) => answer.parse(problem).code;

async function givePassword(person: Person): Promise<void> {
  const hasher = createPasswordHasher({ cost: 4 });
  const passwordHash = await hasher.hash(PASSWORD);
  await hasher.close();
  await world.services.db.update(users).set({ passwordHash }).where(eq(users.userId, person.id));
}

const logIn = (email: string, password = PASSWORD) =>
  world.nobody().post('/api/auth/login', { email, password });

describe('the list of people', () => {
  it('shows everybody by name, page by page, with their coach and how many clients they have', async () => {
    await world.client(coach, { displayName: 'cleo' });
    await world.client(coach, { displayName: 'Abe' });
    expect((await accounts(admin)).map((one) => one.displayName)).toEqual(['Abe', 'Ada', 'Ben', 'cleo']);
    expect(await accounts(admin, '?q=ben')).toMatchObject([{ id: coach.id, role: 'COACH', clientCount: 2 }]);
    expect(await accounts(admin, '?q=cle')).toMatchObject([
      { role: 'CLIENT', coach: { id: coach.id, displayName: 'Ben' }, clientCount: 0, deactivatedAt: null },
    ]);
    const first = (await admin.get('/api/admin/people?limit=3')).parse(accountList);
    expect(await accounts(admin, `?cursor=${first.nextCursor}`)).toMatchObject([{ displayName: 'cleo' }]);
  });

  it('can be narrowed to a role, a coach’s clients, or part of an address', async () => {
    const other = await world.coach({ displayName: 'Zed' });
    const client = await world.client(coach);
    await world.client(other);
    const ids = async (query: string) => (await accounts(admin, query)).map((one) => one.id);
    expect(await ids('?role=ADMIN')).toEqual([admin.id]);
    expect(await ids(`?coach=${coach.id}`)).toEqual([client.id]);
    expect(await ids('?q=ben@')).toEqual([coach.id]);
    expect(await ids('?q=%25')).toEqual([]);
  });
});

describe('a deactivated person', () => {
  it('is told so at the door, if they know their password', async () => {
    await givePassword(coach);
    expect(shown(await deactivate(admin, coach)).deactivatedAt).not.toBeNull();
    const right = await logIn(coach.email);
    expect(right.status).toBe(403);
    expect(right.parse(problem)).toMatchObject({ code: 'forbidden', detail: /deactivated/ });
    const [wrong, unknown] = [await logIn(coach.email, 'not it at all'), await logIn('who@example.test')];
    expect(wrong.status).toBe(401);
    expect(wrong.body).toEqual(unknown.body);
  });

  it('loses every session, and a link to reset the password', async () => {
    const token = randomUUID();
    await world.services.db
      .update(users)
      .set({
        resetPasswordToken: sql`encode(sha256(${token}::bytea), 'hex')`,
        resetPasswordExpires: new Date(Date.now() + 60_000),
      })
      .where(eq(users.userId, coach.id));
    await deactivate(admin, coach);
    await reactivate(admin, coach);
    expect((await coach.get('/api/auth/me')).status).toBe(401);
    const reset = await world
      .nobody()
      .post('/api/auth/password-reset/confirm', { token, password: PASSWORD });
    expect(codeOf(reset)).toBe('gone');
  });

  it('lets nobody in by an invitation, until reactivated', async () => {
    const invited = await coach.post('/api/invites', { email: 'new@example.test' });
    const path = `/api/invitations/${tokenIn(invited.text)}`;
    await deactivate(admin, coach);
    expect(codeOf(await world.nobody().get(path))).toBe('gone');
    expect(
      codeOf(await world.nobody().post(`${path}/accept`, { password: PASSWORD, displayName: 'N' })),
    ).toBe('gone');
    await reactivate(admin, coach);
    expect((await world.nobody().get(path)).status).toBe(200);
  });

  it('can log in again once reactivated, and finds everything as it was', async () => {
    await givePassword(coach);
    const client = await world.client(coach);
    await deactivate(admin, coach);
    expect((await client.get(`/api/conversations/${client.conversationId}`)).status).toBe(200);
    expect(shown(await reactivate(admin, coach))).toMatchObject({ deactivatedAt: null, clientCount: 1 });
    const [cookie = ''] = (await logIn(coach.email)).headers.get('set-cookie')?.split(';') ?? [];
    const threads = await world.nobody({ cookie }).get('/api/conversations');
    expect(threads.body).toMatchObject({ items: [{ id: client.conversationId, closedAt: null }] });
  });

  it('stays so when deactivated again', async () => {
    const first = shown(await deactivate(admin, coach));
    expect(shown(await deactivate(admin, coach)).deactivatedAt).toBe(first.deactivatedAt);
  });
});

it('ended sessions end on every device, and the person can log in again', async () => {
  await givePassword(coach);
  expect((await endSessions(admin, coach)).status).toBe(200);
  expect((await coach.get('/api/auth/me')).status).toBe(401);
  expect((await logIn(coach.email)).status).toBe(200);
});

describe('the last active admin', () => {
  it('can neither be deactivated nor made a coach', async () => {
    await deactivate(admin, await world.admin());
    expect(codeOf(await deactivate(admin, admin))).toBe('conflict');
    expect(codeOf(await makeRole(admin, admin, 'COACH'))).toBe('conflict');
    expect((await admin.get('/api/admin/people')).status).toBe(200);
  });

  it('may go once there is another', async () => {
    await makeRole(admin, coach, 'ADMIN');
    expect((await deactivate(admin, admin)).status).toBe(200);
    expect((await coach.get('/api/admin/people')).status).toBe(200);
  });

  it.each([
    ['deactivate each other', (one: Person, other: Person) => deactivate(one, other)],
    ['deactivate themselves', (one: Person) => deactivate(one, one)],
    ['step down', (one: Person) => makeRole(one, one, 'COACH')],
  ])('is left when two %s at once', async (_, act) => {
    for (let round = 0; round < 5; round += 1) {
      const [one, other] = await Promise.all([world.admin(), world.admin()]);
      await world.services.db.update(users).set({ role: 'COACH' }).where(eq(users.userId, admin.id));
      await Promise.all([act(one, other), act(other, one)]);
      const active = await world.services.db
        .select({ id: users.userId })
        .from(users)
        .where(sql`role = 'ADMIN' and deactivated_at is null`);
      expect(active).toHaveLength(1);
      admin = one.id === active[0]?.id ? one : other;
    }
  });
});

describe('a role', () => {
  it('changes between coach and admin, and counts at once', async () => {
    expect(shown(await makeRole(admin, coach, 'ADMIN')).role).toBe('ADMIN');
    expect((await coach.get('/api/admin/people')).status).toBe(200);
    expect(shown(await makeRole(admin, coach, 'COACH')).role).toBe('COACH');
    expect(codeOf(await coach.get('/api/admin/people'))).toBe('forbidden');
    expect(codeOf(await makeRole(admin, await world.client(coach), 'COACH'))).toBe('conflict');
  });

  it('taken away while its holder acts, takes that act with it', async () => {
    const other = await world.admin();
    let acting: Promise<Answer> | undefined;
    await world.services.db.transaction(async (tx) => {
      await tx.update(users).set({ role: 'COACH' }).where(eq(users.userId, other.id));
      acting = deactivate(other, coach);
      await someoneWaits();
    });
    expect(codeOf((await acting) ?? expect.unreachable())).toBe('forbidden');
    expect(await accounts(admin, '?q=ben')).toMatchObject([{ deactivatedAt: null }]);
  });
});

it('a client is moved to people who coach, and to nobody else', async () => {
  const client = await world.client(coach);
  const gone = await world.coach();
  await deactivate(admin, gone);
  for (const nobody of [client, await world.client(coach), gone, { id: 1_999_999_999 }]) {
    expect(codeOf(await move(admin, client, nobody))).toBe('invalid_input');
  }
  expect(codeOf(await move(admin, coach, admin))).toBe('not_found');
  expect(shown(await move(admin, client, admin)).coach).toMatchObject({ id: admin.id });
});

/** Until some statement in this database waits for a lock. */
async function someoneWaits(): Promise<void> {
  await expect
    .poll(
      async () => {
        const { rows } = await world.services.db.execute(sql`
          select from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`);
        return rows.length;
      },
      { timeout: 10_000 },
    )
    .toBeGreaterThan(0);
}
