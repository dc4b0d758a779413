/** How the instance looks to people: its name. */
export { createBrand } from './commands/create-brand.ts';
export { brandOf } from './queries.ts';
export { brandRoutes } from './routes.ts';
