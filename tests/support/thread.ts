import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MessageView } from '#contract/conversations';
import type { Ack, SendResult, UpResults } from '#contract/realtime';
import type { TestSocket } from './test-socket.ts';

/** Takes the good answer apart. Throws with the problem when it is not good. */
export function granted<T>(answer: Ack<T>): { ok: true } & T {
  if (!answer.ok) throw new Error(`Refused: ${answer.error.code}: ${answer.error.detail}`);
  return answer;
}

/** The code of a refusal. Throws when it was granted. */
export function refusal(answer: Ack<object>): string {
  if (answer.ok) throw new Error('This was granted');
  return answer.error.code;
}

/** Sends a text under a fresh id. */
export async function say(socket: TestSocket, conversationId: number, text: string): Promise<SendResult> {
  return granted(await socket.emit('message:send', { conversationId, clientMessageId: randomUUID(), text }));
}

/**
 * The same, sent again until it is stored, as outboxes do: where another process's commit takes long, a thread is
 * `unavailable` for a moment.
 */
export async function insist(socket: TestSocket, conversationId: number, text: string): Promise<SendResult> {
  const send = { conversationId, clientMessageId: randomUUID(), text };
  for (;;) {
    const answer = await socket.emit('message:send', send);
    if (answer.ok || answer.error.code !== 'unavailable') return granted(answer);
    await sleep(20);
  }
}

/** Everything a device that holds nothing gets of a conversation. */
export async function catchUp(
  socket: TestSocket,
  conversations: Record<string, number>,
): Promise<UpResults['sync']> {
  return granted(await socket.emit('sync', { conversations }));
}

export function seqs(messages: readonly MessageView[]): number[] {
  return messages.map((message) => message.seq);
}

/** 1..n */
export function upTo(n: number): number[] {
  return Array.from({ length: n }, (_, index) => index + 1);
}
