import { expect } from 'vitest';
import { submittedCheckIn } from '#contract/check-ins';
import { messagePage } from '#contract/conversations';
import type { Client } from '../support/person.ts';

/** A Wednesday; its week begins on Monday the 8th. */
export const NOW = '2026-06-10T12:00:00Z';
export const THIS_WEEK = '2026-06-08';
export const LAST_WEEK = '2026-06-01';

export async function submitted(client: Client, input: object) {
  const answer = await client.post('/api/check-ins', input);
  expect(answer.status).toBe(201);
  return answer.parse(submittedCheckIn);
}

export async function messagesOf(client: Client) {
  const answer = await client.get(`/api/conversations/${client.conversationId}/messages?limit=100`);
  return answer.parse(messagePage).items;
}

export async function cardsOf(client: Client) {
  return (await messagesOf(client)).filter((message) => message.kind === 'check_in');
}

export async function cardOf(client: Client, checkInId: number) {
  const cards = await cardsOf(client);
  const message = cards.find(({ card }) => card?.kind === 'check_in' && card.checkInId === checkInId);
  if (message?.card?.kind !== 'check_in') throw new Error('The check-in has no card');
  return { rev: message.rev, seq: message.seq, card: message.card };
}
