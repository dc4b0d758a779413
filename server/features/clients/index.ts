/** A coach's clients, as the client panel shows them. */
export { getClient, listClients } from './queries.ts';
export { clientRoutes } from './routes.ts';
