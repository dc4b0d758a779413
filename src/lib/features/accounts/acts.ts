import type { AccountView } from '#contract/people';
import { accountsApi } from './accounts-api.ts';

/** Something an admin does to a person after having read what it does. */
export interface Act {
  /** In the menu. */
  label: string;
  /** On the button. */
  verb: string;
  danger?: boolean;
  fits(person: AccountView): boolean;
  title(name: string): string;
  /** What will happen. */
  text(person: AccountView): string;
  /** What has happened. */
  done(name: string): string;
  run(person: AccountView): Promise<unknown>;
}

const isActive = (person: AccountView) => person.deactivatedAt === null;

export const ACTS: readonly Act[] = [
  {
    label: 'Log out everywhere',
    verb: 'Log out everywhere',
    fits: isActive,
    title: (name) => `Log ${name} out everywhere?`,
    text: ({ displayName }) => `Every device of ${displayName} is logged out at once. They can log in again.`,
    done: (name) => `${name} is logged out everywhere.`,
    run: accountsApi.endSessions,
  },
  {
    label: 'Make an admin',
    verb: 'Make an admin',
    fits: (person) => isActive(person) && person.role === 'COACH',
    title: (name) => `Make ${name} an admin?`,
    text: ({ displayName }) =>
      `${displayName} can then invite coaches, move clients and deactivate anybody, you included. Threads of other coaches stay closed to them.`,
    done: (name) => `${name} is an admin now.`,
    run: (person) => accountsApi.changeRole(person, 'ADMIN'),
  },
  {
    label: 'Make a coach',
    verb: 'Make a coach',
    fits: (person) => isActive(person) && person.role === 'ADMIN',
    title: (name) => `Make ${name} a coach?`,
    text: ({ displayName }) => `${displayName} keeps their clients and no longer administers anything.`,
    done: (name) => `${name} is a coach now.`,
    run: (person) => accountsApi.changeRole(person, 'COACH'),
  },
  {
    label: 'Deactivate',
    verb: 'Deactivate',
    danger: true,
    fits: isActive,
    title: (name) => `Deactivate ${name}?`,
    text: whatDeactivatingDoes,
    done: (name) => `${name} is deactivated.`,
    run: accountsApi.deactivate,
  },
  {
    label: 'Reactivate',
    verb: 'Reactivate',
    fits: (person) => !isActive(person),
    title: (name) => `Reactivate ${name}?`,
    text: ({ displayName }) =>
      `${displayName} can log in again with their password and finds everything as it was.`,
    done: (name) => `${name} can log in again.`,
    run: accountsApi.reactivate,
  },
];

/** Everything that follows, clients without an answer included. */
export function whatDeactivatingDoes({ displayName, role, clientCount }: AccountView): string {
  const out = `${displayName} is logged out at once and cannot log in until reactivated. Nothing is deleted.`;
  if (role === 'CLIENT') return `${out} Their coach can still read the thread.`;
  if (clientCount === 0) return `${out} Links of their open invitations stop working meanwhile.`;
  const who =
    clientCount === 1 ? 'Their client keeps the thread' : `Their ${clientCount} clients keep their threads`;
  return `${out} ${who}, but nobody answers there: move them to another coach, now or later.`;
}
