import { achievementCards } from '#server/features/achievements/index';
import { checkInCards } from '#server/features/check-ins/index';
import { createPlainSends, createReceipts, MembershipCache } from '#server/features/conversations/index';
import { attachments } from '#server/features/media/index';
import { assignmentCards } from '#server/features/training/index';
import type { CardRegistry } from '#server/kernel/cards';
import type { Services } from '#server/kernel/context';
import { FactBus } from '#server/kernel/facts';
import type { PresenceReader } from '#server/kernel/access';
import type { Clock } from '#server/platform/clock';
import type { Jobs } from '#server/platform/jobs';
import type { Logger } from '#server/platform/logger';
import type { Db } from '#server/platform/postgres';

const cards: CardRegistry = {
  check_in: checkInCards,
  routine_assignment: assignmentCards,
  achievement: achievementCards,
};

interface Parts {
  readonly db: Db;
  /** Connections that are there for plain sends whatever else goes on. Left out, those of all others. */
  readonly reserved?: Db;
  readonly clock: Clock;
  readonly jobs: Jobs;
  readonly presence: PresenceReader;
  readonly logger: Logger;
}

/** What every verb of this process works with. */
export function createServices({ reserved, ...parts }: Parts): Services {
  const bus = new FactBus((error, fact) => {
    parts.logger.error({ err: error, fact: fact.name }, 'a fact could not be passed on');
  });
  const db = reserved ?? parts.db;
  const memberships = new MembershipCache(db, parts.clock);
  const plainSends = createPlainSends({ ...parts, db, bus, cards, attachments });
  const receipts = createReceipts({ db, bus });
  return { ...parts, bus, cards, attachments, memberships, plainSends, receipts };
}
