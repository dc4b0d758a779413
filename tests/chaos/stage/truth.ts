import * as z from 'zod';
import type { Members, MessageView } from '#contract/conversations';
import { messagePage } from '#contract/conversations';
import type { StoredConversation, StoredMessage } from '../history.ts';
import { withClient } from './database.ts';
import type { Stage } from './stage.ts';

const PAGE = 100;

const threadRows = z.array(
  z.object({
    id: z.number(),
    lastSeq: z.number(),
    rev: z.number(),
    members: z.record(z.string(), z.object({ deliveredSeq: z.number(), readSeq: z.number() })),
    unread: z.record(z.string(), z.number()),
    closed: z.boolean(),
  }),
);
const messageRows = z.array(
  z.object({
    id: z.number(),
    conversationId: z.number(),
    seq: z.number(),
    rev: z.number(),
    senderId: z.number(),
    clientMessageId: z.string(),
    kind: z.string(),
    text: z.string(),
    deleted: z.boolean(),
    storedAt: z.number(),
  }),
);

/** Where a conversation stands, without its messages. */
export interface Standing {
  readonly id: number;
  readonly lastSeq: number;
  readonly rev: number;
  readonly members: Members;
  readonly unread: Readonly<Record<string, number>>;
  /** Ended for its coach: nobody can write into it any more. */
  readonly closed: boolean;
}

/** Where all conversations stand in the database, at one moment. */
export function readStandings(stage: Stage): Promise<Standing[]> {
  return withClient(stage.databaseUrl, async (client) => {
    const { rows } = await client.query(
      `select c.conversation_id as id, c.last_seq as "lastSeq", c.rev, c.closed_at is not null as closed,
         json_object_agg(m.user_id, json_build_object('deliveredSeq', m.delivered_seq, 'readSeq', m.read_seq)) as members,
         json_object_agg(m.user_id, m.unread_count) as unread
       from conversations c join conversation_members m using (conversation_id)
       group by c.conversation_id order by c.conversation_id`,
    );
    return threadRows.parse(rows);
  });
}

/** Everything that is stored, with each thread read anew over HTTP. */
export async function readTruth(stage: Stage): Promise<StoredConversation[]> {
  const standings = await readStandings(stage);
  const messages = await readMessages(stage);
  return Promise.all(
    standings.map(async (standing) => ({
      ...standing,
      messages: messages.filter(({ conversationId }) => conversationId === standing.id),
      fresh: await readAnew(stage, standing.id),
    })),
  );
}

function readMessages(stage: Stage): Promise<StoredMessage[]> {
  return withClient(stage.databaseUrl, async (client) => {
    const { rows } = await client.query(
      `select message_id as id, conversation_id as "conversationId", seq, rev, sender_id as "senderId",
         client_message_id as "clientMessageId", kind, content as text,
         deleted_at is not null as deleted, (extract(epoch from created_at) * 1000)::float8 as "storedAt"
       from messages order by conversation_id, seq`,
    );
    return messageRows.parse(rows);
  });
}

/** A thread as somebody reads it who has it, page by page. */
async function readAnew(stage: Stage, conversationId: number): Promise<MessageView[]> {
  const reader = stage.cast.people.find(({ id }) => id === stage.memberships.readerOf(conversationId));
  if (!reader) return [];
  const all: MessageView[] = [];
  for (let more = true; more;) {
    const path = `/api/conversations/${conversationId}/messages?limit=${PAGE}&after=${all.at(-1)?.seq ?? 0}`;
    const answer = await fetch(`http://127.0.0.1:${stage.route() ?? 0}${path}`, { headers: reader.headers });
    const page = messagePage.parse(await answer.json());
    all.push(...page.items);
    more = page.hasAfter;
  }
  return all;
}
