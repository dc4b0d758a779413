import type { Operation } from '../history.ts';
import type { Stage } from '../stage/stage.ts';
import type { Tab } from '../stage/tab.ts';

/** Somebody writes a message in that tab; gives what is known of it, now and later. */
export function say(stage: Stage, tab: Tab, conversationId: number, replyToSeq?: number): Operation {
  const { person } = tab;
  const allowed = stage.cast.threads.some(
    ({ id, coachId, clientId }) => id === conversationId && [coachId, clientId].includes(person.id),
  );
  const operation = stage.recorder.begin({ conversationId, senderId: person.id, tab: tab.name, allowed });
  tab.device.send(conversationId, operation.text, replyToSeq);
  tab.ears.pending(conversationId);
  return operation;
}
