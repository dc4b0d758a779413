import { expect } from 'vitest';
import { messagePage, type MessageView } from '#contract/conversations';
import { scheduledAnswer, scheduledList, type ScheduledView } from '#contract/scheduled-messages';
import type { HttpClient } from '../support/http.ts';
import type { Client } from '../support/person.ts';

/** What a request to send something later says; whatever is left out is in order. */
export interface Wish {
  readonly text?: string;
  readonly sendAt?: string;
  readonly timeZone?: string;
  readonly replyToSeq?: number;
  readonly mediaIds?: readonly number[];
  readonly clientRequestId?: string;
}

export const threadPath = ({ conversationId }: Pick<Client, 'conversationId'>) =>
  `/api/conversations/${conversationId}/scheduled-messages`;

export const at = (id: number) => `/api/scheduled-messages/${id}`;

/** Schedules something in that client's thread. */
export async function scheduled(coach: HttpClient, client: Client, wish: Wish = {}): Promise<ScheduledView> {
  const body = { text: 'Good morning', sendAt: '2026-06-11T06:00:00Z', timeZone: 'Europe/Lisbon', ...wish };
  const answer = await coach.post(threadPath(client), body);
  expect(answer.status, answer.text).toBe(201);
  return answer.parse(scheduledAnswer).scheduled;
}

/** What still waits in that thread, or could not be sent. */
export async function waiting(coach: HttpClient, client: Client): Promise<ScheduledView[]> {
  return (await coach.get(`${threadPath(client)}?limit=100`)).parse(scheduledList).items;
}

/** What the thread holds, as its client reads it. */
export async function inThread(client: Client): Promise<MessageView[]> {
  const answer = await client.get(`/api/conversations/${client.conversationId}/messages?limit=100`);
  return answer.parse(messagePage).items.filter(({ kind }) => kind === 'text');
}

export const textsOf = (messages: readonly { readonly text: string }[]) => messages.map(({ text }) => text);
