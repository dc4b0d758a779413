import type { Api } from '../api.ts';
import { request } from '../request.ts';
import type { RealtimeApi } from './client.ts';

const INBOX_PAGE = '100';
const MESSAGE_PAGE = '50';

export function realtimeApi(api: Api): RealtimeApi {
  const { conversations } = api;
  return {
    conversations: (cursor) =>
      request(conversations.$get({ query: { limit: INBOX_PAGE, ...(cursor !== undefined && { cursor }) } })),
    messages: (conversationId, before) =>
      request(
        conversations[':id'].messages.$get({
          param: { id: String(conversationId) },
          query: { limit: MESSAGE_PAGE, ...(before !== undefined && { before: String(before) }) },
        }),
      ),
    updateSettings: (conversationId, json) =>
      request(conversations[':id'].$patch({ param: { id: String(conversationId) }, json })),
  };
}
