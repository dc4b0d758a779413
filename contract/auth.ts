import * as z from 'zod/mini';
import { ROLES, UNIT_SYSTEMS } from './enums.ts';
import { email, newPassword, timeZone, trimmedText } from './primitives.ts';

/** The person who is logged in, as they see themselves. */
export const userView = z.object({
  id: z.int(),
  email: z.string(),
  displayName: z.string(),
  role: z.enum(ROLES),
  timeZone: z.string(),
  unitSystem: z.enum(UNIT_SYSTEMS),
  locale: z.string(),
  onboardingCompleted: z.boolean(),
  onboardingStep: z.int(),
  coachId: z.nullable(z.int()),
});
export type UserView = z.infer<typeof userView>;

/** A logged-in device of one's own. `current` marks the one that asks. */
export const sessionView = z.object({
  publicId: z.string(),
  userAgent: z.nullable(z.string()),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime(),
  current: z.boolean(),
});
export type SessionView = z.infer<typeof sessionView>;

/** What every way in answers. */
export const userAnswer = z.object({ user: userView });

export const sessionList = z.object({ items: z.array(sessionView), nextCursor: z.null() });

/** Whether the instance still waits for its first admin. */
export const setupState = z.object({ needed: z.boolean() });

export const displayName = trimmedText(1, 80);

/** A password that is only compared: any length up to the limit, so that old rules never lock anybody out. */
const presentedPassword = z.string().check(z.minLength(1, 'must not be empty'), z.maxLength(128));

export const setupInput = z.strictObject({
  email,
  password: newPassword,
  displayName,
  brandName: trimmedText(1, 100),
  timeZone: z.optional(timeZone),
});
export type SetupInput = z.infer<typeof setupInput>;

export const loginInput = z.strictObject({ email, password: presentedPassword });
export type LoginInput = z.infer<typeof loginInput>;

export const profileInput = z.strictObject({
  displayName: z.optional(displayName),
  timeZone: z.optional(timeZone),
  unitSystem: z.optional(z.enum(UNIT_SYSTEMS)),
  locale: z.optional(
    z
      .string()
      .check(z.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must be a language tag like en'), z.maxLength(10)),
  ),
});
export type ProfileInput = z.infer<typeof profileInput>;

export const passwordChangeInput = z.strictObject({
  currentPassword: presentedPassword,
  newPassword,
});
export type PasswordChangeInput = z.infer<typeof passwordChangeInput>;

export const passwordResetInput = z.strictObject({ email });
export type PasswordResetInput = z.infer<typeof passwordResetInput>;

/** Tokens in links are 32 random bytes in base64url; anything else cannot be one of ours. */
const linkToken = z.string().check(z.minLength(1), z.maxLength(200));

export const passwordResetConfirmInput = z.strictObject({ token: linkToken, password: newPassword });
export type PasswordResetConfirmInput = z.infer<typeof passwordResetConfirmInput>;
