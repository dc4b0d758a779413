import type { SearchKind } from '#contract/enums';
import type { SearchPage } from '#contract/search';
import { createApi } from '../../api.ts';
import { request } from '../../request.ts';

/** As the server takes it: texts, and nothing that was not chosen. */
export interface SearchAsk {
  q: string;
  limit: string;
  conversationId?: string;
  kind?: SearchKind;
  from?: string;
  to?: string;
  cursor?: string;
}

/** Asks the server for a page of hits; the signal takes the question back. Throws an `ApiError`. */
export function searchMessages(query: SearchAsk, signal: AbortSignal): Promise<SearchPage> {
  const api = createApi('', (input, init) => fetch(input, { ...init, signal }));
  return request(api.search.$get({ query }));
}
