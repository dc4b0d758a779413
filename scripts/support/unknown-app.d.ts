/** Stands in for the routes of the server where components are linted: see tsconfig.screens.json. */
export type AppType = unknown;
