/** A coach's clients, as the client panel shows them. */
export { clientRoutes } from './routes.ts';
