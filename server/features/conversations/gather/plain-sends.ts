import { inArray } from 'drizzle-orm';
import type { MessageView } from '#contract/conversations';
import { messages } from '#server/db/schema/index';
import type { Services } from '#server/kernel/context';
import type { PlainSend, PlainSends } from '#server/kernel/plain-sends';
import { busyThread, threadEnded } from '../errors.ts';
import { hydrateMessages } from '../hydrate.ts';
import { reusedId } from '../idempotency.ts';
import { selectMessages } from '../rows.ts';
import { factsOf } from './changes.ts';
import { concernsAll } from './concerns-all.ts';
import { Gatherer } from './gatherer.ts';
import { storeBatch, type Refusal, type StoredSend } from './store-batch.ts';

type Parts = Pick<Services, 'db' | 'bus' | 'clock' | 'cards' | 'attachments'>;

const MAX_BATCH = 200;
/** What a full second of storing can take in; more would only wait for an acknowledgement that comes too late. */
const MAX_WAITING = 10_000;

/** What a batch says of one message: its view, that its id was first sent with something else, or why it was refused. */
type Outcome = { readonly message: MessageView; readonly duplicate: boolean } | 'reused' | Refusal;

/** Stores plain texts of all conversations of this process, many with one statement. */
export function createPlainSends(services: Parts): PlainSends {
  const gatherer = new Gatherer<PlainSend, Outcome>({
    maxBatch: MAX_BATCH,
    maxWaiting: MAX_WAITING,
    concernsAll,
    storeBatch: (sends) => storeTogether(services, sends),
  });
  return {
    async store(send) {
      const outcome = await gatherer.add(send);
      if (outcome === 'reused') throw reusedId();
      if (outcome === 'busy') throw busyThread();
      if (outcome === 'ended') throw threadEnded();
      return outcome;
    },
  };
}

async function storeTogether(services: Parts, sends: readonly PlainSend[]): Promise<Outcome[]> {
  const now = services.clock.now();
  // The same id twice in one batch: the second one meets the first one's row afterwards, like any other repetition.
  const first = new Map([...sends].reverse().map((send) => [keyOf(send), send]));
  const unique = [...first.values()].reverse();
  const { stored, refused } = await storeBatch(services.db, unique, now);
  const createdAt = now.toISOString();
  const steps = stored.map((row) => ({ ...row, view: presentSend(row, createdAt) }));
  services.bus.publish(factsOf(steps));
  const fresh = new Map(steps.map(({ send, view }) => [send, view]));
  const refusalOf = (send: PlainSend) => refused.get(send.membership.conversationId);
  const repeated = sends.filter((send) => !fresh.has(send) && refusalOf(send) !== 'busy');
  const earlier = await readEarlier(services, repeated);
  return sends.map((send): Outcome => {
    const message = fresh.get(send);
    if (message) return { message, duplicate: false };
    // What was stored before a thread ended is still there.
    return earlier.get(send) ?? refusalOf(send) ?? 'reused';
  });
}

/** What was stored under the ids of repeated sends, where it was the same that is sent now. */
async function readEarlier(
  services: Parts,
  repeated: readonly PlainSend[],
): Promise<Map<PlainSend, { message: MessageView; duplicate: true }>> {
  if (repeated.length === 0) return new Map();
  const stored = await selectMessages(services.db).where(
    inArray(
      messages.clientMessageId,
      repeated.map((send) => send.clientMessageId),
    ),
  );
  const views = await hydrateMessages(services.db, services, stored);
  const known = new Map(stored.map((row, index) => [keyOf(row.message), { row, view: views[index] }]));
  return new Map(
    repeated.flatMap((send) => {
      const found = known.get(keyOf(send));
      if (!found?.view || found.row.message.requestHash !== send.requestHash) return [];
      return [[send, { message: found.view, duplicate: true }] as const];
    }),
  );
}

function presentSend({ send, messageId, seq, rev }: StoredSend, createdAt: string): MessageView {
  return {
    id: messageId,
    conversationId: send.membership.conversationId,
    seq,
    rev,
    clientMessageId: send.clientMessageId,
    senderId: send.senderId,
    kind: 'text',
    text: send.text,
    card: null,
    attachments: [],
    replyTo: null,
    reactions: [],
    createdAt,
    editedAt: null,
    deletedAt: null,
  };
}

function keyOf(send: Pick<PlainSend, 'senderId' | 'clientMessageId'>): string {
  return `${send.senderId} ${send.clientMessageId}`;
}
