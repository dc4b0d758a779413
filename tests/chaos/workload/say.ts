import type { Sent } from '../stage/recorder.ts';
import type { Stage } from '../stage/stage.ts';
import type { Tab } from '../stage/tab.ts';

interface Manner {
  readonly replyToSeq?: number;
  readonly withPicture?: boolean;
}

/** Somebody writes a message in that tab; gives what is known of it, now and later. */
export function say(stage: Stage, tab: Tab, conversationId: number, how: Manner = {}): Sent {
  const { person } = tab;
  const operation = stage.recorder.begin({ conversationId, senderId: person.id, tab: tab.name }, how);
  const { text, picture } = operation;
  tab.device.send(conversationId, text, { replyToSeq: how.replyToSeq, picture });
  tab.ears.pending(conversationId);
  return operation;
}
