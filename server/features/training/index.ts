/** Exercises, templates, and the plans a coach assigns from them, with the calendar they fill. */
export { advanceSchedules } from './advance-schedules.ts';
export { assignmentCards } from './card.ts';
export { trainingRoutes } from './routes/index.ts';
