import type { Problem } from '#contract/errors';
import type { Ack, UpEvent, UpResults } from '#contract/realtime';
import { upEvents } from '#contract/realtime';
import type { Ctx } from '#server/kernel/context';
import { AppError } from '#server/kernel/errors';
import { invalidFields } from '#server/kernel/routing';
import { handlers } from './handlers.ts';

/** Turns any failure into the Problem its asker gets; what is nobody's fault but ours is logged there. */
export type ExplainFailure = (error: unknown) => Problem;

/** Counts an event of a person. Gives 0, or seconds to wait. */
export type CountEvent = (userId: number, event: string) => number;

export interface Edge {
  explain: ExplainFailure;
  count: CountEvent;
}

/**
 * Answers one event: limit, strict parse, verb. Never throws: whatever goes wrong is in the answer.
 * An event nobody knows is `invalid_input`.
 */
export async function dispatch(edge: Edge, ctx: Ctx, event: string, payload: unknown): Promise<Ack<object>> {
  try {
    const wait = edge.count(ctx.actor.userId, event);
    if (wait > 0)
      throw new AppError('rate_limited', 'Too many at once. Try again shortly.', { retryAfter: wait });
    if (!isUpEvent(event))
      throw new AppError('invalid_input', `There is no event named ${event.slice(0, 40)}.`);
    return { ok: true, ...(await answer(ctx, event, payload)) };
  } catch (error) {
    return { ok: false, error: edge.explain(error) };
  }
}

async function answer<E extends UpEvent>(ctx: Ctx, event: E, payload: unknown): Promise<UpResults[E]> {
  const parsed = upEvents[event].safeParse(payload);
  if (!parsed.success) throw invalidFields(parsed.error.issues);
  // One table holds each event's parser and another its verb: the compiler cannot see that both are of the same event.
  return handlers[event](ctx, parsed.data as Parameters<(typeof handlers)[E]>[1]);
}

function isUpEvent(event: string): event is UpEvent {
  return Object.hasOwn(upEvents, event);
}
