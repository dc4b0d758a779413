import { hc } from 'hono/client';
import type { authRoutes } from '#server/features/auth/index';
import type { brandRoutes } from '#server/features/branding/index';
import type { checkInRoutes } from '#server/features/check-ins/index';
import type { clientRoutes } from '#server/features/clients/index';
import type { conversationRoutes } from '#server/features/conversations/index';
import type { inviteRoutes } from '#server/features/invites/index';
import type { trainingRoutes } from '#server/features/training/index';

type Routes =
  | ReturnType<typeof authRoutes>
  | ReturnType<typeof brandRoutes>
  | ReturnType<typeof checkInRoutes>
  | ReturnType<typeof clientRoutes>
  | ReturnType<typeof conversationRoutes>
  | ReturnType<typeof inviteRoutes>
  | ReturnType<typeof trainingRoutes>;

/**
 * The typed client of the whole API: `api.conversations[':id'].messages.$get(...)`. Hand each call to `request` (or
 * `done`, when the answer is empty), which turn a Problem into an `ApiError`.
 */
export function createApi(origin = '', carry: typeof fetch = fetch) {
  return hc<Routes>(`${origin}/api`, { fetch: carry });
}
export type Api = ReturnType<typeof createApi>;

/** The client of the page's own origin. */
export const api = createApi();
