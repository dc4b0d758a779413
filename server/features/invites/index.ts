/** How people come to be here: by invitation. */
export { inviteRoutes } from './routes.ts';
