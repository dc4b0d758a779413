import type { Sent } from '../stage/recorder.ts';
import type { Stage } from '../stage/stage.ts';
import type { Tab } from '../stage/tab.ts';

/** Somebody writes a message in that tab; gives what is known of it, now and later. */
export function say(stage: Stage, tab: Tab, conversationId: number, replyToSeq?: number): Sent {
  const { person } = tab;
  const operation = stage.recorder.begin({ conversationId, senderId: person.id, tab: tab.name });
  tab.device.send(conversationId, operation.text, replyToSeq);
  tab.ears.pending(conversationId);
  return operation;
}
