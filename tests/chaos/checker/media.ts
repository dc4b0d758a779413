import type { History, Operation, StoredMessage } from '../history.ts';
import { firstTexts } from './storage.ts';
import { violation, type Violation } from './violation.ts';

/**
 * A message that was sent with a picture has that one, once, and no other message has any. What devices show is compared
 * with what is judged here.
 */
export function checkMedia(history: History): Violation[] {
  const firstText = firstTexts(history);
  const sent = new Map(history.operations.map((operation) => [operation.text, operation]));
  return history.conversations.flatMap(({ messages, fresh }) => {
    const views = new Map(fresh.map((view) => [view.id, view]));
    return messages.flatMap((message) => {
      const operation = sent.get(firstText(message));
      const view = views.get(message.id);
      if (!operation || !view) return [];
      return checkNames(message, wantedOf(message, operation), view.attachments.map(nameOf));
    });
  });
}

function wantedOf({ deleted }: StoredMessage, { picture }: Operation): string[] {
  return deleted || picture === undefined ? [] : [picture];
}

function checkNames(
  message: StoredMessage,
  wanted: readonly string[],
  names: readonly string[],
): Violation[] {
  const what = `message ${message.seq} of thread ${message.conversationId}`;
  const lost = wanted.filter((name) => !names.includes(name));
  const strange = names.filter((name) => !wanted.includes(name));
  if (lost.length > 0) return [violation('lost', `${what} was sent with "${lost.join()}" and lacks it`)];
  if (strange.length > 0) return [violation('phantom', `${what} has "${strange.join()}"`)];
  return names.length > wanted.length ? [violation('doubled', `${what} has its picture twice`)] : [];
}

/** The server gives pictures another ending. */
function nameOf({ fileName }: { fileName: string }): string {
  return fileName.replace(/\.\w+$/, '');
}
