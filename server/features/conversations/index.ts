/** The thread: messages in order, receipts, catching up. Knows no other feature; cards are posted into it. */
export { conversationOf, conversationsIn, requireMember } from './access.ts';
export { closeConversation, openConversation } from './commands/close-conversation.ts';
export { appendCard } from './commands/append-card.ts';
export { createConversation } from './commands/create-conversation.ts';
export { markDelivered, markRead } from './commands/move-watermark.ts';
export { sendMessage } from './commands/send-message.ts';
export { setTyping } from './commands/set-typing.ts';
export { cardMessage, touchCard } from './commands/touch-card.ts';
export { createPlainSends } from './gather/plain-sends.ts';
export { createReceipts } from './gather/receipts.ts';
export { replayOf } from './idempotency.ts';
export { MembershipCache } from './memberships.ts';
export { conversationFor, conversationsAround, partnersOf, recordSeen } from './queries/people.ts';
export { messageView, readChange } from './queries/read-changes.ts';
export { sync } from './queries/sync.ts';
export { conversationRoutes } from './routes.ts';
