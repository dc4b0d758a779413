/** Everybody with an account, in the hands of an admin: who may come in, and who coaches whom. */
export { peopleRoutes } from './routes.ts';
