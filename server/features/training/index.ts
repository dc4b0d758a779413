/** Exercises, templates, and the plans a coach assigns from them, with the calendar they fill. */
export { advanceSchedules } from './advance-schedules.ts';
export { assignmentCards } from './card.ts';
export { loadExerciseCatalogue } from './catalogue/load-catalogue.ts';
export { trainingRoutes } from './routes/index.ts';
