import { conversationView, messagePage } from '#contract/conversations';
import { closedThread, openWith, startLoading } from '../../src/lib/realtime/thread-state.ts';
import type { ThreadState } from '../../src/lib/realtime/thread-state.ts';
import type { HttpClient } from './http.ts';

/** A thread as the app holds it after reading it anew: its row and its newest hundred messages. */
export async function freshThread(reader: HttpClient, conversationId: number): Promise<ThreadState> {
  const path = `/api/conversations/${conversationId}`;
  const row = (await reader.get(path)).parse(conversationView);
  const page = (await reader.get(`${path}/messages?limit=100`)).parse(messagePage);
  return openWith(startLoading(closedThread(row)), page);
}
