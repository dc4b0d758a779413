import type * as z from 'zod/mini';
import type { UpEvent, UpResults, upEvents } from '#contract/realtime';
import {
  deleteMessage,
  editMessage,
  markDelivered,
  markRead,
  sendMessage,
  setDraft,
  setReaction,
  setTyping,
  sync,
} from '#server/features/conversations/index';
import type { Ctx } from '#server/kernel/context';

export type UpInput<E extends UpEvent> = z.output<(typeof upEvents)[E]>;

export type Handlers = { readonly [E in UpEvent]: (ctx: Ctx, input: UpInput<E>) => Promise<UpResults[E]> };

/** Everything a client can say, and the one verb that answers it. */
export const handlers: Handlers = {
  'message:send': sendMessage,
  'message:edit': editMessage,
  'message:delete': deleteMessage,
  'reaction:set': setReaction,
  'receipt:delivered': markDelivered,
  'receipt:read': markRead,
  'typing:set': setTyping,
  'draft:set': setDraft,
  sync,
};
