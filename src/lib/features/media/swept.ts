import { createApi } from '../../api.ts';
import { failedWith } from '../../errors.ts';
import { done } from '../../request.ts';

// Its first byte says as much as all of it.
const api = createApi('', (input, init) => fetch(input, { ...init, headers: { range: 'bytes=0-0' } }));

/** Whether the server has let go of an upload. Never rejects: what is not known is there. */
export async function isSwept(mediaId: number): Promise<boolean> {
  const answer = done(api.media[':id'].$get({ param: { id: String(mediaId) } }));
  return answer.then(
    () => false,
    (error: unknown) => failedWith(error, 'not_found'),
  );
}
