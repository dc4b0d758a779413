/** Every closed list of words, once: it feeds the database's checks, the parsers and the screens' options. */

export const ROLES = ['CLIENT', 'COACH', 'ADMIN'] as const;
export type Role = (typeof ROLES)[number];

/** Roles an invitation can give; the first admin comes from set-up. */
export const INVITE_ROLES = ['CLIENT', 'COACH'] as const satisfies readonly Role[];
export type InviteRole = (typeof INVITE_ROLES)[number];

/** Roles between which an admin moves people; a client stays one. */
export const STAFF_ROLES = ['COACH', 'ADMIN'] as const satisfies readonly Role[];

export const GENDERS = ['male', 'female', 'other'] as const;
export type Gender = (typeof GENDERS)[number];

/** How people read and enter values; what is stored is always metric. */
export const UNIT_SYSTEMS = ['metric', 'imperial'] as const;
export type UnitSystem = (typeof UNIT_SYSTEMS)[number];

export const ACTIVITY_LEVELS = ['sedentary', 'light', 'moderate', 'active', 'very_active'] as const;

export const GOAL_TYPES = ['weight_loss', 'weight_gain', 'maintain'] as const;

/** Where a day's weight comes from: the scale, the last known value, or nowhere (stored as 0). */
export const WEIGHT_SOURCES = ['measured', 'carried', 'unknown'] as const;

export const MEAL_TYPES = ['Breakfast', 'Lunch', 'Dinner', 'Snack'] as const;

export const EXERCISE_CATEGORIES = ['Strength', 'Cardio', 'Hybrid', 'Mobility', 'Plyometrics'] as const;
export type ExerciseCategory = (typeof EXERCISE_CATEGORIES)[number];

export const SCHEDULE_STATUSES = ['planned', 'done', 'skipped', 'excused'] as const;

export const NOTIFICATION_TYPES = ['info', 'success', 'warning', 'achievement', 'reminder'] as const;

export const ACHIEVEMENT_CATEGORIES = ['weight', 'exercise', 'nutrition', 'streak', 'milestone'] as const;

/** What an achievement counts; its `condition_value` is how much of it unlocks. */
export const CONDITION_TYPES = [
  'weight_loss',
  'weight_gain',
  'days_streak',
  'exercises_completed',
  'workouts_completed',
  'check_ins_submitted',
  'messages_sent',
] as const;
export type ConditionType = (typeof CONDITION_TYPES)[number];

export const RARITIES = ['common', 'rare', 'epic', 'legendary'] as const;
export type Rarity = (typeof RARITIES)[number];

/** A message is text or one kind of card. */
export const MESSAGE_KINDS = ['text', 'check_in', 'routine_assignment', 'achievement'] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** What an upload is for; it decides what is taken and who may see it. */
export const MEDIA_PURPOSES = ['attachment', 'check_in', 'avatar', 'brand'] as const;
export type MediaPurpose = (typeof MEDIA_PURPOSES)[number];

/** How an attachment is shown. */
export const MEDIA_KINDS = ['image', 'video', 'audio', 'file'] as const;
export type MediaKind = (typeof MEDIA_KINDS)[number];

/** What a search of messages can be narrowed to: what people wrote, what they attached, and each kind of card. */
export const SEARCH_KINDS = [
  'text',
  'media',
  'voice',
  'file',
  'link',
  'check_in',
  'routine_assignment',
  'achievement',
] as const;
export type SearchKind = (typeof SEARCH_KINDS)[number];

/** Where a message that is to be sent later stands. */
export const SCHEDULED_STATUSES = ['scheduled', 'sent', 'failed', 'cancelled'] as const;
