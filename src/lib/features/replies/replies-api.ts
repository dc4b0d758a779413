import type { MediaView } from '#contract/media';
import type { ChangeSavedReplyInput, SavedReplyInput, SavedReplyView } from '#contract/saved-replies';
import { api } from '../../api.ts';
import { done, request } from '../../request.ts';

const byId = (id: number) => ({ param: { id: String(id) } });
const replies = api['saved-replies'];

/** What saved replies ask of the server. Every call rejects with an `ApiError`. */
export const repliesApi = {
  /** All of them: there are few. */
  list: async (): Promise<SavedReplyView[]> => {
    const all: SavedReplyView[] = [];
    let cursor: string | null = null;
    do {
      const query = { limit: '100', ...(cursor !== null && { cursor }) };
      const page: { items: SavedReplyView[]; nextCursor: string | null } = await request(
        replies.$get({ query }),
      );
      all.push(...page.items);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return all;
  },

  create: async (json: SavedReplyInput): Promise<SavedReplyView> =>
    (await request(replies.$post({ json }))).reply,

  change: async (id: number, json: ChangeSavedReplyInput): Promise<SavedReplyView> =>
    (await request(replies[':id'].$patch({ ...byId(id), json }))).reply,

  /** Copies of what it carries, to be sent with a message. */
  copies: async (id: number): Promise<MediaView[]> =>
    (await request(replies[':id'].attachments.copies.$post(byId(id)))).attachments,

  remove: (id: number): Promise<void> => done(replies[':id'].$delete(byId(id))),
};
