import type { PictureName } from './pictures.ts';
import type { StoredTemplate } from './templates.ts';

export type Side = 'coach' | 'client';

/** Somebody wrote. */
export interface Said {
  kind: 'said';
  /** ms since 1970, as everywhere here. */
  at: number;
  by: Side;
  text: string;
  quotes?: Said | Told | undefined;
  picture?: PictureName | undefined;
  /** The other side has not seen it, nor anything after it. */
  unread?: boolean | undefined;
}

/** A client checked in. */
export interface Told {
  kind: 'told';
  at: number;
  weekOf: string;
  weight: number | null;
  feeling: number | null;
  notes: string | null;
  unread?: boolean | undefined;
}

/** The coach marked a check-in as reviewed, with or without a word. */
export interface Reviewed {
  kind: 'reviewed';
  at: number;
  of: Told;
  reply: string | null;
}

/** A template given to a client, and the days it fills. */
export interface Plan {
  template: StoredTemplate;
  assignedDay: string;
  isRecurring: boolean;
  recurringDay: number | null;
  endedAt: number | null;
  endedDay: string | null;
  dates: string[];
  unfailing: boolean;
}

export interface Assigned {
  kind: 'assigned';
  at: number;
  plan: Plan;
}

export interface Ended {
  kind: 'ended';
  at: number;
  plan: Plan;
}

export interface Tick {
  at: number;
  exerciseId: number;
  sets: number;
  reps: number | null;
  durationMinutes: number | null;
  weightKg: number;
}

/** A session, with what was ticked of it. */
export interface Trained {
  kind: 'trained';
  at: number;
  plan: Plan;
  day: string;
  ticks: Tick[];
  /** Whether nothing was left out. */
  whole: boolean;
}

/** Everything that happens in a thread, or behind one of its cards. */
export type Happening = Said | Told | Reviewed | Assigned | Ended | Trained;
