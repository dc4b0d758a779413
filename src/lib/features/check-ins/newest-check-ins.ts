import type { CheckInView } from '#contract/check-ins';
import { api } from '../../api.ts';
import { request } from '../../request.ts';

/** The newest `limit` check-ins of a client, newest week first. Rejects with an `ApiError`. */
export async function newestCheckIns(clientId: number, limit: number): Promise<CheckInView[]> {
  const call = api.clients[':id']['check-ins'].$get({
    param: { id: String(clientId) },
    query: { limit: String(limit) },
  });
  return (await request(call)).items;
}
