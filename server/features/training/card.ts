import type { CardSource } from '#server/kernel/cards';
import { assignmentsById } from './queries/assignments.ts';

/** How assigned routines show in the thread. */
export const assignmentCards: CardSource<'routine_assignment'> = { hydrate: assignmentsById };
