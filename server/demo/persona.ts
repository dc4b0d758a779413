import type { Gender, UnitSystem } from '#contract/enums';
import type { Side } from './happenings.ts';
import type { PictureName } from './pictures.ts';

/** A template in a client's life. Days are counted back from today. */
export interface PlanSpec {
  template: string;
  from: number;
  /** The day it ended; still running without. */
  to?: number;
  /** For plans that name no weekday: that many days after today's weekday. Without it the plan happens once. */
  weekday?: number;
  /** Every single session of it happened. */
  unfailing?: true;
}

/** The newest part of a thread, told in hours before now. */
export interface TailMessage {
  ago: number;
  by: Side;
  text: string;
  quotesPrevious?: boolean;
  picture?: PictureName;
  unread?: boolean;
}

export interface TailCheckIn {
  ago: number;
  feeling: number;
  notes: string;
  /** kg against last week. */
  delta: number;
  unread?: boolean;
}

export type Tail = TailMessage | TailCheckIn;

/** A client: who they are, how they train, and where their story stands today. */
export interface Persona {
  name: string;
  timeZone: string;
  units: UnitSystem;
  gender: Gender;
  age: number;
  /** cm */
  height: number;
  /** kg at the start, and kg a week from there. */
  weight: number;
  perWeek: number;
  /** What they talk about besides training; the corpus is sorted by these words. */
  traits: readonly string[];
  /** Days since they joined. */
  joined: number;
  /** Minutes after midnight. */
  trainsAt: number;
  /** Share of planned sessions that happen, and the share after the day (counted back) on which that changed. */
  adherence: number;
  fades?: { day: number; adherence: number; checkIns: number };
  /** Days after Monday. */
  checkInDay: number;
  /** Share of weeks with a check-in. */
  checkIns: number;
  /** Conversations a week besides check-ins. */
  chats: number;
  /** Against the loads of the template. */
  strength: number;
  /** What coach and client said first. */
  hello: readonly string[];
  plans: readonly PlanSpec[];
  tail: readonly Tail[];
  /** Exercises ticked in today's session. */
  todayTicks?: number;
}

const said = (by: Side, ago: number, text: string): TailMessage => ({ by, ago, text });
export const client = (ago: number, text: string) => said('client', ago, text);
export const coach = (ago: number, text: string) => said('coach', ago, text);
export const checkIn = (ago: number, feeling: number, delta: number, notes: string): TailCheckIn => ({
  ...{ ago, feeling, delta, notes },
});

/** Not seen yet by the other side. */
export function unread<T extends Tail>(tail: T): T {
  return { ...tail, unread: true };
}

/** With a picture. */
export function showing(picture: PictureName, message: TailMessage): TailMessage {
  return { ...message, picture };
}

/** An answer that quotes what was said just before. */
export function quoting(message: TailMessage): TailMessage {
  return { ...message, quotesPrevious: true };
}
