/** How many people and messages a database holds, and how the messages lie in the threads. */
export interface Shape {
  /** The database's name. */
  readonly name: string;
  readonly messages: number;
  /** Messages in each of the measured coach's busiest threads. */
  readonly inLongThread: number;
  /** Messages in each other thread of the measured coach. */
  readonly inThread: number;
  /** Coaches besides the measured one; each has a hundred clients. */
  readonly otherCoaches: number;
}

/** The measured coach is the first person in every database. */
export const COACH_ID = 1;
export const CLIENTS_OF_COACH = 500;
export const LONG_THREADS = 6;

/** A long thread is long enough that somebody who holds nothing of it is far behind. */
export const tenThousand: Shape = {
  name: 'scale_ten_thousand',
  messages: 10_000,
  inLongThread: 210,
  inThread: 6,
  otherCoaches: 15,
};

/** The same people, a thousand times the messages. */
export const tenMillion: Shape = {
  ...tenThousand,
  name: 'scale_ten_million',
  messages: 10_000_000,
  inLongThread: 50_000,
  inThread: 2_000,
};

/** The same people again, for a first look that takes minutes. */
export const oneMillion: Shape = {
  ...tenThousand,
  name: 'scale_one_million',
  messages: 1_000_000,
  inLongThread: 10_000,
  inThread: 200,
};

/** The same messages, nineteen times the people. */
export const crowd: Shape = { ...tenThousand, name: 'scale_crowd', otherCoaches: 375 };

export function clientsIn({ otherCoaches }: Shape): number {
  return CLIENTS_OF_COACH + otherCoaches * 100;
}

/** What the threads of all other coaches share. */
export function restOf({ messages, inLongThread, inThread }: Shape): number {
  return messages - LONG_THREADS * inLongThread - (CLIENTS_OF_COACH - LONG_THREADS) * inThread;
}
