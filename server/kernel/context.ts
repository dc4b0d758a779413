import type { Role } from '#contract/enums';
import type { Db, Executor, Tx } from '#server/platform/postgres';
import type { Clock } from '#server/platform/clock';
import type { Jobs } from '#server/platform/jobs';
import type { Logger } from '#server/platform/logger';
import type { Memberships, PresenceReader } from './access.ts';
import type { Attachments } from './attachments.ts';
import type { CardRegistry } from './cards.ts';
import type { Fact, FactBus } from './facts.ts';
import type { PlainSends } from './plain-sends.ts';
import type { Receipts } from './receipts.ts';

/** What one process has exactly one of. Made in `compose.ts`. */
export interface Services {
  readonly db: Db;
  readonly bus: FactBus;
  readonly clock: Clock;
  readonly jobs: Jobs;
  readonly cards: CardRegistry;
  readonly attachments: Attachments;
  readonly memberships: Memberships;
  readonly plainSends: PlainSends;
  readonly receipts: Receipts;
  readonly presence: PresenceReader;
  readonly logger: Logger;
}

/** Who acts. Comes from the session and from nowhere else. */
export interface Actor {
  readonly userId: number;
  readonly role: Role;
  readonly coachId: number | null;
  /** IANA zone in which this person's days begin. */
  readonly timeZone: string;
  /** SHA-256 of the session id: names the session without opening it. */
  readonly sessionId: string;
}

/** What every verb gets first. */
export interface Ctx extends Services {
  readonly actor: Actor;
  /** The socket that asked: it gets its answer in the acknowledgement, not as an event. */
  readonly askingSocket?: string;
  /** Set inside a transaction; verbs called from verbs join it. */
  readonly open?: OpenTransaction;
}

export interface OpenTransaction {
  readonly tx: Tx;
  readonly facts: Fact[];
}

/** A context inside a transaction. */
export interface TxCtx extends Ctx {
  readonly open: OpenTransaction;
}

/** The open transaction, or the pool when there is none. */
export function executor(ctx: Ctx): Executor {
  return ctx.open?.tx ?? ctx.db;
}
