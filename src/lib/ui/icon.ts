export type { IconName } from './icons.server.ts';
