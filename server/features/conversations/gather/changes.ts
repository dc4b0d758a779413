import type { MessageView } from '#contract/conversations';
import type { ConversationChange } from '#contract/realtime';
import type { Fact } from '#server/kernel/facts';
import type { StoredSend } from './store-batch.ts';

export interface Step extends StoredSend {
  readonly view: MessageView;
}

/** What one batch holds for one conversation, from one socket, leaves as one change. Steps come in order of `seq`. */
export function factsOf(steps: readonly Step[]): Fact[] {
  const runs: Step[][] = [];
  for (const step of steps) {
    const run = runs.at(-1);
    const before = run?.at(-1);
    if (run && before && continues(before, step)) run.push(step);
    else runs.push([step]);
  }
  return [
    ...runs.flatMap(changeOf),
    ...steps.map(({ view }): Fact => ({
      name: 'message.sent',
      data: { messageId: view.id, senderId: view.senderId },
    })),
  ];
}

function continues(before: Step, step: Step): boolean {
  return (
    before.view.conversationId === step.view.conversationId &&
    before.send.askingSocket === step.send.askingSocket
  );
}

function changeOf(run: readonly Step[]): Fact[] {
  const first = run[0];
  const last = run.at(-1);
  if (!first || !last) return [];
  const { askingSocket } = first.send;
  const ready: ConversationChange = {
    conversationId: first.view.conversationId,
    fromRev: first.view.rev - 1,
    rev: last.view.rev,
    lastSeq: last.view.seq,
    messages: run.map(({ view }) => view),
    members: last.members,
  };
  const { conversationId, fromRev, rev } = ready;
  const messageIds = ready.messages.map(({ id }) => id);
  const data = { conversationId, fromRev, rev, messageIds, ready };
  return [
    { name: 'conversation.changed', data: { ...data, ...(askingSocket !== undefined && { askingSocket }) } },
  ];
}
