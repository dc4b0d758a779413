import { expect, it } from 'vitest';
import type { AccountView } from '#contract/people';
import { ACTS, whatDeactivatingDoes } from './acts.ts';

const coach: AccountView = {
  id: 1,
  displayName: 'Ben',
  email: 'ben@example.test',
  role: 'COACH',
  coach: null,
  clientCount: 0,
  lastSeenAt: null,
  deactivatedAt: null,
  createdAt: '2026-01-01T00:00:00.000Z',
};
const labels = (person: AccountView) => ACTS.filter((act) => act.fits(person)).map((act) => act.label);

it('offers what fits the person', () => {
  expect(labels(coach)).toEqual(['Log out everywhere', 'Make an admin', 'Deactivate']);
  expect(labels({ ...coach, role: 'ADMIN' })).toContain('Make a coach');
  expect(labels({ ...coach, role: 'CLIENT' })).toEqual(['Log out everywhere', 'Deactivate']);
  expect(labels({ ...coach, deactivatedAt: coach.createdAt })).toEqual(['Reactivate']);
});

it('says what becomes of the clients of a coach who is deactivated', () => {
  expect(whatDeactivatingDoes(coach)).not.toContain('client');
  expect(whatDeactivatingDoes({ ...coach, clientCount: 1 })).toContain('Their client keeps the thread');
  expect(whatDeactivatingDoes({ ...coach, clientCount: 20 })).toContain(
    'Their 20 clients keep their threads',
  );
});
