/** Who comes in: accounts, passwords, sessions. */
export { endPresentedSessions } from './commands/log-out.ts';
export { sendPasswordReset } from './commands/send-password-reset.ts';
export { endAllSessions } from './end-all-sessions.ts';
export { linkTo } from './door.ts';
export type { Door, Visitor } from './door.ts';
export { hashPassword, takeTurn } from './guarded.ts';
export { newLinkToken, sha256 } from './link-tokens.ts';
export { requireGoodPassword } from './password-rules.ts';
export { ownColumns } from './present.ts';
export { authRoutes } from './routes.ts';
export { createAuth, openSession } from './sessions.ts';
export type { Auth } from './sessions.ts';
export { visitorOf } from './visitor.ts';
