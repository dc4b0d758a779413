import type {
  ChangeScheduledInput,
  ScheduledView,
  ScheduledWithClient,
  ScheduleMessageInput,
} from '#contract/scheduled-messages';
import { api } from '../../api.ts';
import { done, request } from '../../request.ts';

const byId = (id: number) => ({ param: { id: String(id) } });
const one = api['scheduled-messages'][':id'];
const ofThread = api.conversations[':id']['scheduled-messages'];

/** What sending later asks of the server. Every call rejects with an `ApiError`. */
export const laterApi = {
  /** One page of what waits anywhere, or could not be sent, by its moment. */
  everywhere: (
    cursor: string | undefined,
  ): Promise<{ items: ScheduledWithClient[]; nextCursor: string | null }> =>
    request(api['scheduled-messages'].$get({ query: cursor === undefined ? {} : { cursor } })),

  schedule: async (conversationId: number, json: ScheduleMessageInput): Promise<ScheduledView> =>
    (await request(ofThread.$post({ ...byId(conversationId), json }))).scheduled,

  change: async (id: number, json: ChangeScheduledInput): Promise<ScheduledView> =>
    (await request(one.$patch({ ...byId(id), json }))).scheduled,

  cancel: (id: number): Promise<void> => done(one.$delete(byId(id))),

  sendNow: (id: number): Promise<unknown> => request(one.send.$post(byId(id))),
};
