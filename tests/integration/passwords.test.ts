import { afterAll, expect, test } from 'vitest';
import { openDoor } from '../support/door.ts';
import { ADMIN, setUpAdmin } from '../support/door-people.ts';
import { createPasswordHasher, HasherBusyError } from '#server/platform/password-hasher';

const hasher = createPasswordHasher({ cost: 4 });
afterAll(() => hasher.close());

test('a password matches its hash and no other', async () => {
  const hash = await hasher.hash('a fine long sentence');
  expect(hash).toMatch(/^\$2b\$04\$.{53}$/);
  expect(await hasher.verify('a fine long sentence', hash)).toBe(true);
  expect(await hasher.verify('a fine long Sentence', hash)).toBe(false);
});

test('every character counts, past 72 bytes and past a NUL', async () => {
  const long = 'ü'.repeat(127);
  expect(await hasher.verify(`${long}b`, await hasher.hash(`${long}a`))).toBe(false);
  expect(await hasher.verify('12345678\0b', await hasher.hash('12345678\0a'))).toBe(false);
});

test('without a hash the answer is no', async () => {
  expect(await hasher.verify('a fine long sentence', undefined)).toBe(false);
});

test('the work factor in use is not a weak one', async () => {
  const real = createPasswordHasher();
  const [, , cost] = (await real.hash('a fine long sentence')).split('$');
  expect(Number(cost)).toBeGreaterThanOrEqual(10);
  await real.close();
});

test('when too many wait, the next one is told to come back', async () => {
  const small = createPasswordHasher({ cost: 4, maxPending: 2 });
  const waiting = Promise.all(['a', 'b'].map((password) => small.hash(password)));
  await expect(small.hash('c')).rejects.toThrow(HasherBusyError);
  await waiting;
  expect(await small.hash('d')).toMatch(/^\$2b/);
  await small.close();
});

test('common passwords, one’s own name and address, short and long ones are refused; the answer holds none', async () => {
  const door = await openDoor();
  const refused = [
    'password1',
    'QWERTYUIOP',
    'adaadmin',
    'Ada Admin',
    ADMIN.email,
    '1234567',
    'x'.repeat(129),
  ];
  for (const password of refused) {
    const answer = await door.browser().post('/setup', { ...ADMIN, password });
    expect(answer.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'password' }] });
    expect(JSON.stringify(answer.body)).not.toContain(password);
  }
  const browser = await setUpAdmin(door);
  const changed = await browser.post('/auth/password', {
    currentPassword: ADMIN.password,
    newPassword: 'trustno1',
  });
  expect(changed.body).toMatchObject({ code: 'invalid_input', errors: [{ path: 'newPassword' }] });
  await door.close();
});

test('a full queue is answered as unavailable with the seconds to wait', async () => {
  const door = await openDoor();
  await setUpAdmin(door);
  door.hasher.verify = () => Promise.reject(new HasherBusyError());
  const answer = await door.browser().post('/auth/login', { email: ADMIN.email, password: ADMIN.password });
  expect(answer.body).toMatchObject({ code: 'unavailable', status: 503, retryAfter: 5 });
  await door.close();
});
