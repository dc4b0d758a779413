import type { Ctx, OpenTransaction, Services, TxCtx } from './context.ts';
import { mergeChanges } from './facts.ts';
import type { Fact } from './facts.ts';

/**
 * Runs `work` in a transaction: the one already open, or a new one. Facts told inside are published once the outermost
 * transaction has committed, and never if it has not.
 */
export async function transact<T>(ctx: Ctx, work: (ctx: TxCtx) => Promise<T>): Promise<T> {
  if (ctx.open) return work({ ...ctx, open: ctx.open });
  return openTransaction(ctx, (open) => work({ ...ctx, open }));
}

/** Names the socket whose acknowledgement carries the change already. */
function markAsker(fact: Fact, askingSocket: string | undefined): Fact {
  if (askingSocket === undefined) return fact;
  if (fact.name === 'conversation.changed' && !fact.data.toAsker)
    return { name: fact.name, data: { ...fact.data, askingSocket } };
  if (fact.name === 'receipt.moved') return { name: fact.name, data: { ...fact.data, askingSocket } };
  if (fact.name === 'draft.changed') return { name: fact.name, data: { ...fact.data, askingSocket } };
  return fact;
}

/** The same for work that nobody in particular does: jobs and start-up. */
export async function openTransaction<T>(
  services: Pick<Ctx, 'db' | 'bus' | 'askingSocket'>,
  work: (open: OpenTransaction) => Promise<T>,
): Promise<T> {
  const facts: Fact[] = [];
  const result = await services.db.transaction((tx) => work({ tx, facts }));
  services.bus.publish(mergeChanges(facts).map((fact) => markAsker(fact, services.askingSocket)));
  return result;
}

/** Reads several things as of one moment. */
export async function snapshot<T>(
  services: Pick<Services, 'db'>,
  read: (tx: OpenTransaction['tx']) => Promise<T>,
): Promise<T> {
  return services.db.transaction(read, { isolationLevel: 'repeatable read', accessMode: 'read only' });
}
