/** The week a client tells their coach about, and the coach's review of it. */
export { checkInCards } from './card.ts';
export { checkInRoutes } from './routes.ts';
