import { afterEach, expect, test } from 'vitest';
import { users } from '#server/db/schema/index';
import { codeOf } from '../support/browser.ts';
import { DAY, openDoor } from '../support/door.ts';
import type { TestDoor } from '../support/door.ts';
import { ADMIN, PASSWORD, setUpAdmin, tokenIn } from '../support/door-people.ts';

let door: TestDoor;
afterEach(() => door.close());

const NEW_PASSWORD = 'a sentence not used before';

async function requestReset(email = ADMIN.email): Promise<string> {
  await door.browser().post('/auth/password-reset', { email });
  await door.runJobs();
  return tokenIn(door.mails.at(-1)?.text ?? '');
}

function confirm(token: string, password = NEW_PASSWORD) {
  return door.browser().post('/auth/password-reset/confirm', { token, password });
}

test('the mailed link sets a new password and ends every session', async () => {
  door = await openDoor();
  const browser = await setUpAdmin(door);
  const token = await requestReset();
  expect(door.mails[0]).toMatchObject({ to: ADMIN.email, subject: 'Reset your Iron House password' });
  expect(door.mails[0]?.text).toContain(`http://spotter.test/reset/${token}`);
  const [row] = await door.db.select().from(users);
  expect(row?.resetPasswordToken).toMatch(/^[0-9a-f]{64}$/);
  expect((await confirm(token)).status).toBe(204);
  expect((await browser.get('/auth/me')).status).toBe(401);
  const log = (password: string) => door.browser().post('/auth/login', { email: ADMIN.email, password });
  expect((await log(PASSWORD)).status).toBe(401);
  expect((await log(NEW_PASSWORD)).status).toBe(200);
});

test('asking for an unknown address gets the same answer, and no mail', async () => {
  door = await openDoor();
  await setUpAdmin(door);
  const ask = async (email: string) => {
    const { status, body } = await door.browser().post('/auth/password-reset', { email });
    return { status, body };
  };
  expect(await ask('nobody@spotter.test')).toEqual(await ask(ADMIN.email));
  await door.runJobs();
  expect(door.mails.map((mail) => mail.to)).toEqual([ADMIN.email]);
});

test('of ten who use one link at once one wins', async () => {
  door = await openDoor();
  await setUpAdmin(door);
  const token = await requestReset();
  const answers = await Promise.all(
    Array.from({ length: 10 }, (_, n) => confirm(token, `${NEW_PASSWORD} ${n}`)),
  );
  expect(answers.map((answer) => answer.status).sort()).toEqual([204, ...Array<number>(9).fill(410)]);
});

test('a link is gone after an hour, after a newer one, and when it never was; that costs no hashing', async () => {
  door = await openDoor();
  await setUpAdmin(door);
  const early = await requestReset();
  const late = await requestReset();
  const hashed = door.hasher.calls;
  expect(codeOf(await confirm(early))).toBe('gone');
  expect(codeOf(await confirm('made-up'))).toBe('gone');
  door.clock.advance((61 / 1_440) * DAY);
  expect(codeOf(await confirm(late))).toBe('gone');
  expect(door.hasher.calls).toBe(hashed);
});

test('one address is mailed five times an hour at most, known or not', async () => {
  door = await openDoor({ limits: true });
  for (const email of ['nobody@spotter.test', ADMIN.email]) {
    const ask = () => door.browser().post('/auth/password-reset', { email });
    for (let n = 1; n <= 5; n += 1) expect((await ask()).status).toBe(202);
    expect((await ask()).status).toBe(429);
  }
});
