import { expect, it, vi } from 'vitest';
import type { UserView } from '#contract/auth';
import { dana as user } from '../../../tests/support/user-views.ts';
import { ApiError } from '../errors.ts';
import type { Forgetting, SessionMemory } from './memory.ts';
import type { SessionApi } from './session-api.ts';
import { Session } from './session.svelte.ts';

const api = (given: Partial<SessionApi> = {}): SessionApi => ({
  me: () => Promise.resolve(user),
  logOut: () => Promise.resolve(),
  update: (profile) =>
    Promise.resolve({ ...user, ...(profile.displayName && { displayName: profile.displayName }) }),
  ...given,
});
/** A browser in which somebody was here before, or nobody. */
function memory(last?: UserView) {
  const forgotten: Forgetting[] = [];
  const remembered: number[] = [];
  const made: SessionMemory = {
    remember: ({ id }) => Promise.resolve(void remembered.push(id)),
    recall: () => Promise.resolve(last),
    forget: (what) => Promise.resolve(void forgotten.push(what)),
  };
  return { ...made, forgotten, remembered };
}
const failing = (error: ApiError) => () => Promise.reject(error);

it('knows who is logged in, and that nobody is', async () => {
  const known = new Session(api(), memory());
  await known.load();
  expect([known.status, known.user?.displayName]).toEqual(['known', 'Dana Reyes']);
  const anonymous = new Session(api({ me: failing(new ApiError('unauthenticated')) }), memory());
  await anonymous.load();
  expect(anonymous.status).toBe('anonymous');
});

it('does not take silence for being logged out', async () => {
  const session = new Session(api({ me: failing(new ApiError('offline')) }), memory());
  await session.load();
  expect([session.status, session.error?.code]).toEqual(['unreachable', 'offline']);
});

it('shows a changed profile', async () => {
  const session = new Session(api(), memory());
  await session.update({ displayName: 'D. Reyes' });
  expect(session.user?.displayName).toBe('D. Reyes');
});

it('is logged out after logging out, also when the session was over already', async () => {
  const session = new Session(api({ logOut: failing(new ApiError('unauthenticated')) }), memory());
  await session.load();
  await session.logOut();
  expect([session.status, session.user]).toEqual(['anonymous', null]);
});

it('stays logged in when the server did not hear of logging out', async () => {
  const session = new Session(api({ logOut: failing(new ApiError('offline')) }), memory());
  await session.load();
  await expect(session.logOut()).rejects.toMatchObject({ code: 'offline' });
  expect(session.status).toBe('known');
});

it.each(['offline', 'timeout', 'unavailable'] as const)(
  'goes on as whoever was here last when the answer is %s, and is corrected later',
  async (code) => {
    const answers = { me: failing(new ApiError(code)) as SessionApi['me'] };
    const session = new Session(api({ me: () => answers.me() }), memory(user));
    await session.load();
    expect([session.status, session.user, session.remembered]).toEqual(['known', user, true]);
    answers.me = () => Promise.resolve({ ...user, displayName: 'D. Reyes' });
    await session.load();
    expect([session.user?.displayName, session.remembered]).toEqual(['D. Reyes', false]);
  },
);

it('goes on as whoever was here last when the network swallows the question, until the answer comes', async () => {
  vi.useFakeTimers();
  let answer = (_user: UserView) => {};
  const me = () => new Promise<UserView>((resolve) => (answer = resolve));
  const session = new Session(api({ me }), memory(user));
  const loaded = session.load();
  await vi.advanceTimersByTimeAsync(3_000);
  await loaded;
  expect([session.status, session.remembered]).toEqual(['known', true]);
  answer({ ...user, displayName: 'D. Reyes' });
  await vi.advanceTimersByTimeAsync(0);
  expect([session.user?.displayName, session.remembered]).toEqual(['D. Reyes', false]);
  vi.useRealTimers();
});

it('lets nobody in whose session is over, and forgets what the server holds too', async () => {
  const last = memory(user);
  const session = new Session(api({ me: failing(new ApiError('unauthenticated')) }), last);
  await session.load();
  expect([session.status, last.forgotten]).toEqual(['anonymous', ['copies']]);
});

it.each(['logged_out', 'ended', 'password_changed', 'deactivated'] as const)(
  'forgets everything when the session is %s, and keeps what waits when it expired',
  async (reason) => {
    const last = memory();
    const session = new Session(api(), last);
    await session.leave(reason);
    await session.leave('expired');
    expect(last.forgotten).toEqual(['everything', 'copies']);
  },
);
