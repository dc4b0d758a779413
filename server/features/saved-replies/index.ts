/** What coaches say again and again. */
export { savedReplyRoutes } from './routes.ts';
