import { randomUUID } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import { searchPage, type SearchPage } from '#contract/search';
import { messages } from '#server/db/schema/index';
import { sendMessage } from '#server/features/conversations/index';
import { indexConversation } from '#server/features/search/index';
import type { Answer } from '../support/http.ts';
import type { Client, Person } from '../support/person.ts';
import type { World } from '../support/world.ts';

type Query = Readonly<Record<string, string | number>>;

/** Says these one after the other. @returns the messages' ids */
export async function say(
  person: Person,
  { conversationId }: Client,
  ...texts: readonly string[]
): Promise<number[]> {
  const ids: number[] = [];
  for (const text of texts) {
    const send = { conversationId, clientMessageId: randomUUID(), text };
    ids.push((await sendMessage(person.ctx(), send)).message.id);
  }
  return ids;
}

export async function index(world: World, { conversationId }: Client): Promise<void> {
  while (await indexConversation(world.services, conversationId));
}

export function ask(person: Person, query: Query): Promise<Answer> {
  const pairs = Object.entries(query).map(([name, value]): [string, string] => [name, String(value)]);
  return person.get(`/api/search?${new URLSearchParams(pairs).toString()}`);
}

export async function page(person: Person, query: Query): Promise<SearchPage> {
  return (await ask(person, query)).parse(searchPage);
}

/** Texts of what the coach finds in a thread, in the order in which they come. */
export async function foundIn(thread: Client, q: string, more: Query = {}): Promise<string[]> {
  const { items } = await page(thread.coach, { q, conversationId: thread.conversationId, ...more });
  return items.map((hit) => hit.snippet.text);
}

/** A change of a message, as the verbs make it: it takes the thread's next revision. */
export async function change(
  { services: { db } }: World,
  messageId: number,
  values: Partial<typeof messages.$inferInsert>,
): Promise<void> {
  await db.transaction(async (tx) => {
    const { rows } = await tx.execute<{ rev: number }>(sql`
      update conversations set rev = rev + 1
      where conversation_id = (select conversation_id from messages where message_id = ${messageId}) returning rev`);
    await tx
      .update(messages)
      .set({ ...values, rev: rows[0]?.rev ?? 0 })
      .where(eq(messages.messageId, messageId));
  });
}
