import { expect, it } from 'vitest';
import type { UserView } from '#contract/auth';
import { ApiError } from '../errors.ts';
import type { SessionApi } from './session-api.ts';
import { Session } from './session.svelte.ts';

const user: UserView = {
  id: 1,
  email: 'coach@example.test',
  displayName: 'Dana Reyes',
  role: 'COACH',
  timeZone: 'Europe/Lisbon',
  unitSystem: 'metric',
  locale: 'en',
  onboardingCompleted: true,
  onboardingStep: 4,
  coachId: null,
};

const api = (given: Partial<SessionApi> = {}): SessionApi => ({
  me: () => Promise.resolve(user),
  logOut: () => Promise.resolve(),
  update: (profile) =>
    Promise.resolve({ ...user, ...(profile.displayName && { displayName: profile.displayName }) }),
  ...given,
});
const failing = (error: ApiError) => () => Promise.reject(error);

it('knows who is logged in, and that nobody is', async () => {
  const known = new Session(api());
  await known.load();
  expect([known.status, known.user?.displayName]).toEqual(['known', 'Dana Reyes']);
  const anonymous = new Session(api({ me: failing(new ApiError('unauthenticated')) }));
  await anonymous.load();
  expect(anonymous.status).toBe('anonymous');
});

it('does not take silence for being logged out', async () => {
  const session = new Session(api({ me: failing(new ApiError('offline')) }));
  await session.load();
  expect([session.status, session.error?.code]).toEqual(['unreachable', 'offline']);
});

it('shows a changed profile', async () => {
  const session = new Session(api());
  await session.update({ displayName: 'D. Reyes' });
  expect(session.user?.displayName).toBe('D. Reyes');
});

it('is logged out after logging out, also when the session was over already', async () => {
  const session = new Session(api({ logOut: failing(new ApiError('unauthenticated')) }));
  await session.load();
  await session.logOut();
  expect([session.status, session.user]).toEqual(['anonymous', null]);
});

it('stays logged in when the server did not hear of logging out', async () => {
  const session = new Session(api({ logOut: failing(new ApiError('offline')) }));
  await session.load();
  await expect(session.logOut()).rejects.toMatchObject({ code: 'offline' });
  expect(session.status).toBe('known');
});
