import type { ReceiptResult } from '#contract/realtime';
import type { Services } from '#server/kernel/context';
import { notFound } from '#server/kernel/errors';
import type { Fact } from '#server/kernel/facts';
import type { Mark, Receipts } from '#server/kernel/receipts';
import { busyThread } from '../errors.ts';
import { concernsAll } from './concerns-all.ts';
import { Gatherer } from './gatherer.ts';
import { keyOf, moveMarks, type Goal, type State } from './move-marks.ts';

type Parts = Pick<Services, 'db' | 'bus'>;

const MAX_BATCH = 500;
const MAX_WAITING = 10_000;

/** What a batch says to one device: how far its person is, or that the conversation was held or is gone for them. */
type Outcome = ReceiptResult | 'busy' | 'gone';

/** Stores receipts of all conversations of this process, many with one statement. */
export function createReceipts(services: Parts): Receipts {
  const gatherer = new Gatherer<Mark, Outcome>({
    maxBatch: MAX_BATCH,
    maxWaiting: MAX_WAITING,
    concernsAll,
    storeBatch: (marks) => moveTogether(services, marks),
  });
  return {
    async move(mark) {
      const outcome = await gatherer.add(mark);
      if (outcome === 'busy') throw busyThread();
      if (outcome === 'gone') throw notFound('conversation');
      return outcome;
    },
  };
}

async function moveTogether(services: Parts, marks: readonly Mark[]): Promise<Outcome[]> {
  const people = perPerson(marks);
  const goals = [...people.values()];
  const { states, busy } = await moveMarks(services.db, goals);
  services.bus.publish(goals.flatMap((goal) => receiptOf(goal, states.get(keyOf(goal)))));
  return marks.map(({ membership: { conversationId }, userId, delivered, read }) => {
    const state = states.get(keyOf({ conversationId, userId }));
    // Closed for its coach since this process last looked.
    if (!state) return 'gone';
    const there = state.delivered >= delivered && state.read >= read;
    return there || !busy.has(conversationId) ? state.result : 'busy';
  });
}

interface PersonGoal extends Goal {
  readonly askingSockets: ReadonlySet<string | undefined>;
}

/** A person's devices say how far each has come: what counts is the furthest. */
function perPerson(marks: readonly Mark[]): Map<string, PersonGoal> {
  const goals = new Map<string, PersonGoal>();
  for (const { membership, userId, delivered, read, askingSocket } of marks) {
    const { conversationId } = membership;
    const key = keyOf({ conversationId, userId });
    const known = goals.get(key);
    goals.set(key, {
      conversationId,
      userId,
      delivered: Math.max(delivered, known?.delivered ?? 0),
      read: Math.max(read, known?.read ?? 0),
      askingSockets: new Set([...(known?.askingSockets ?? []), askingSocket]),
    });
  }
  return goals;
}

function receiptOf({ conversationId, userId, askingSockets }: PersonGoal, state: State | undefined): Fact[] {
  if (!state?.moved) return [];
  const data = { conversationId, userId, deliveredSeq: state.delivered, readSeq: state.read };
  // Where several devices asked, each is told by its acknowledgement, and harmlessly once more.
  const [askingSocket] = askingSockets.size === 1 ? askingSockets : [];
  return [{ name: 'receipt.moved', data: { ...data, ...(askingSocket !== undefined && { askingSocket }) } }];
}
