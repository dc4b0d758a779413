/** The realtime edge. */
export { createGateway } from './gateway.ts';
export type { Gateway } from './gateway.ts';
export { Presence } from './presence.ts';
export { StandingCheck } from './standing.ts';
