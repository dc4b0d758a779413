import { Hono } from 'hono';
import type { AppEnv } from '#server/kernel/routing';
import { assignmentRoutes } from './assignments.ts';
import { scheduleRoutes } from './schedule.ts';
import { templateRoutes } from './templates.ts';

export function trainingRoutes() {
  return new Hono<AppEnv>()
    .route('/', templateRoutes())
    .route('/', assignmentRoutes())
    .route('/', scheduleRoutes());
}
