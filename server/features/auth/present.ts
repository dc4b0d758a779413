import type { UserView } from '#contract/auth';
import { users } from '#server/db/schema/index';

/** The columns a person sees of themselves. */
export const ownColumns = {
  id: users.userId,
  email: users.email,
  displayName: users.displayName,
  role: users.role,
  timeZone: users.timeZone,
  unitSystem: users.unitSystem,
  locale: users.locale,
  onboardingCompleted: users.onboardingCompleted,
  onboardingStep: users.onboardingStep,
  coachId: users.coachId,
} satisfies Record<keyof UserView, unknown>;
