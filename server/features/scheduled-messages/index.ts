/** Messages that are sent later: kept for their sender alone, until a loop hands them to the thread. */
export { DueLoop } from './due-loop.ts';
export { scheduledMessageRoutes } from './routes.ts';
export { sendDue } from './send-due.ts';
