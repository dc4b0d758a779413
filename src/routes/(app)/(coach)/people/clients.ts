import { api } from '$lib/api.ts';
import { request } from '$lib/request.ts';

/** One page of the coach's clients by name; `search` looks into names and addresses. */
export function listClients(search: string, cursor: string | undefined) {
  const query = { ...(search && { q: search }), ...(cursor !== undefined && { cursor }) };
  return request(api.clients.$get({ query }));
}
