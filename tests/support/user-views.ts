import type { UserView } from '#contract/auth';

/** A coach as they see themselves when they are logged in. */
export const dana: UserView = {
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

/** Somebody else. */
export const sam: UserView = {
  ...dana,
  id: 2,
  email: 'client@example.test',
  displayName: 'Sam Okafor',
  role: 'CLIENT',
};
