import type { Api } from '../api.ts';
import { request } from '../request.ts';
import type { RealtimeApi } from './client-deps.ts';

const INBOX_PAGE = '100';
/** Opens fast. */
const FIRST_PAGE = '50';
/** Whoever scrolls through a long thread needs many: fewer journeys. */
const NEXT_PAGE = '100';

export function realtimeApi(api: Api): RealtimeApi {
  const { conversations } = api;
  return {
    conversations: (cursor) =>
      request(conversations.$get({ query: { limit: INBOX_PAGE, ...(cursor !== undefined && { cursor }) } })),
    messages(conversationId, { before, after, around, on }) {
      const limit = before === undefined && after === undefined ? FIRST_PAGE : NEXT_PAGE;
      const query = {
        limit,
        ...(before !== undefined && { before: String(before) }),
        ...(after !== undefined && { after: String(after) }),
        ...(around !== undefined && { around: String(around) }),
        ...(on !== undefined && { on }),
      };
      return request(conversations[':id'].messages.$get({ param: { id: String(conversationId) }, query }));
    },
    updateSettings: (conversationId, json) =>
      request(conversations[':id'].$patch({ param: { id: String(conversationId) }, json })),
  };
}
