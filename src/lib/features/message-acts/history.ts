import type { MessageView } from '#contract/conversations';
import type { MessageVersion } from '#contract/message-acts';
import { api } from '../../api.ts';
import { request } from '../../request.ts';

/**
 * All that a message has said, the oldest first, with what it says now. Rejects with an `ApiError`.
 * @param _tries asks again when it grows
 */
export async function textsOf(message: MessageView, _tries: number): Promise<MessageVersion[]> {
  const { items } = await request(api.messages[':id'].versions.$get({ param: { id: String(message.id) } }));
  return [...items, { text: message.text, writtenAt: message.editedAt ?? message.createdAt }];
}
