import { eq, inArray } from 'drizzle-orm';
import { alias } from 'drizzle-orm/pg-core';
import type { SearchHit } from '#contract/search';
import { conversations, users } from '#server/db/schema/index';
import type { Tx } from '#server/platform/postgres';
import { snippetOf } from '../snippet.ts';
import type { Hit } from './read-hits.ts';

const coach = alias(users, 'coach');
const client = alias(users, 'client');
const personIn = ({ userId, displayName, timeZone }: typeof coach | typeof client) => ({
  id: userId,
  displayName,
  timeZone,
});

/** Hits as they are shown, in the same order, each with the thread it is in. */
export async function presentHits(tx: Tx, hits: readonly Hit[]): Promise<SearchHit[]> {
  const threads = await threadsOf(tx, [...new Set(hits.map(({ message }) => message.conversationId))]);
  return hits.flatMap((hit) => {
    const conversation = threads.get(hit.message.conversationId);
    return conversation ? [{ ...presentHit(hit), conversation }] : [];
  });
}

async function threadsOf(
  tx: Tx,
  ids: readonly number[],
): Promise<ReadonlyMap<number, SearchHit['conversation']>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({
      id: conversations.conversationId,
      coach: personIn(coach),
      client: personIn(client),
      closedAt: conversations.closedAt,
    })
    .from(conversations)
    .innerJoin(coach, eq(coach.userId, conversations.coachId))
    .innerJoin(client, eq(client.userId, conversations.clientId))
    .where(inArray(conversations.conversationId, [...ids]));
  return new Map(rows.map((row) => [row.id, { ...row, closedAt: row.closedAt?.toISOString() ?? null }]));
}

function presentHit({ message, texts, match }: Hit): Omit<SearchHit, 'conversation'> {
  const { messageId, conversationId, seq, senderId, kind, createdAt } = message;
  const found = match.ranges.findIndex((ranges) => ranges.length > 0);
  return {
    message: { id: messageId, conversationId, seq, senderId, kind, createdAt: createdAt.toISOString() },
    snippet: snippetOf(texts[found] ?? '', match.ranges[found] ?? []),
  };
}
