import { Hono } from 'hono';
import { brandView } from '#contract/invites';
import { described } from '#server/kernel/routing';
import type { AppEnv } from '#server/kernel/routing';
import { brandOf } from './queries.ts';

export function brandRoutes() {
  return new Hono<AppEnv>().get(
    '/brand',
    described({
      summary: 'How this instance calls itself',
      tag: 'branding',
      answers: { 200: brandView },
      open: true,
    }),
    async (c) => c.json(await brandOf(c.get('services').db)),
  );
}
