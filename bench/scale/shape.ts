/** How many messages a database holds, and how they lie in its threads. The people are the same in every shape. */
export interface Shape {
  /** The database's name. */
  readonly name: string;
  readonly messages: number;
  /** Messages in each of the measured coach's busiest threads. */
  readonly inLongThread: number;
  /** Messages in each other thread of the measured coach. */
  readonly inThread: number;
}

/** The measured coach is the first person in every database. */
export const COACH_ID = 1;
export const CLIENTS_OF_COACH = 500;
export const LONG_THREADS = 6;

/** Fifteen other coaches have a hundred clients each. */
export const OTHER_COACHES = 15;
export const CLIENTS = CLIENTS_OF_COACH + OTHER_COACHES * 100;

/** A long thread is long enough that somebody who holds nothing of it is far behind. */
export const tenThousand: Shape = {
  name: 'scale_ten_thousand',
  messages: 10_000,
  inLongThread: 210,
  inThread: 6,
};
export const tenMillion: Shape = {
  name: 'scale_ten_million',
  messages: 10_000_000,
  inLongThread: 50_000,
  inThread: 2_000,
};

/** What the threads of all other coaches share. */
export function restOf({ messages, inLongThread, inThread }: Shape): number {
  return messages - LONG_THREADS * inLongThread - (CLIENTS_OF_COACH - LONG_THREADS) * inThread;
}
