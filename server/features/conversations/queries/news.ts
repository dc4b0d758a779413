import { getTableColumns, sql } from 'drizzle-orm';
import type { SQL } from 'drizzle-orm';
import * as z from 'zod';
import { MESSAGE_KINDS } from '#contract/enums';
import { conversations, messages } from '#server/db/schema/index';
import type { Actor } from '#server/kernel/context';
import { conversationsIn } from '../access.ts';
import { quotedText } from '../quoting.ts';
import { SHOWN } from '../rows.ts';
import type { ShownMessage } from '../rows.ts';
import { activity } from './conversation-rows.ts';

/** A device that is further behind starts again from the newest page. */
const FAR_BEHIND = 200;
const NEWEST_PAGE = 50;
/** Messages one answer carries, about. */
const ENOUGH_MESSAGES = 1_000;

const columns = getTableColumns(messages);
const instant = z.coerce.date();
const shown = z.object({
  messageId: z.int(),
  conversationId: z.int(),
  seq: z.int(),
  rev: z.int(),
  clientMessageId: z.string(),
  senderId: z.int(),
  kind: z.enum(MESSAGE_KINDS),
  content: z.string(),
  checkInId: z.nullable(z.int()),
  assignmentId: z.nullable(z.int()),
  userAchievementId: z.nullable(z.int()),
  attachmentCount: z.int(),
  reactionCount: z.int(),
  createdAt: instant,
  editedAt: z.nullable(instant),
  deletedAt: z.nullable(instant),
}) satisfies z.ZodType<ShownMessage['message']>;
const quoted = z.object({
  messageId: z.int(),
  seq: z.int(),
  senderId: z.int(),
  content: z.string(),
  attachmentCount: z.int(),
});

const newsSchema = z.array(
  z.object({
    conversationId: z.int(),
    /** True when the device drops what it holds: it is too far behind, or ahead of what there is. */
    reset: z.boolean(),
    /** How many messages belong to it, whether they are here or not. */
    count: z.int(),
    /** By `rev`, the oldest first; with `reset` by `seq`, the newest first. */
    messages: z.array(z.object({ message: shown, quoted: z.nullable(quoted) })),
  }),
);

/** What happened in one conversation beyond what a device holds. */
export type News = z.infer<typeof newsSchema>[number];

/** Reads what the column gave. */
export function parseNews(column: unknown): News[] {
  return newsSchema.parse(column ?? []);
}

/**
 * A column with everything new in the conversations of a person, the most active one first. It is null in all rows but
 * one: part of the statement that reads the rows, so that both are of one moment, and sent once.
 * Where there is more than an answer holds, it ends somewhere; what it lacks then is what does not fit.
 * @param held what a device holds: conversation id to `rev`
 * @param maxBytes of text, about
 */
export function newsColumn(actor: Actor, held: ReadonlyMap<number, number>, maxBytes: number): SQL {
  if (held.size === 0) return sql`null`;
  return sql`case when row_number() over () = 1 then (
    select json_agg(json_build_object('conversationId', id, 'reset', reset, 'count', count, 'messages', messages) order by place)
    from (
      select place, id, reset, count(message_id) as count,
        coalesce(json_agg(json_build_object('message', ${shownIn('weighed')}, 'quoted', quoted) order by turn)
          filter (where message_id is not null and bytes_before < ${maxBytes}), '[]') as messages
      from (${weighedMessages(steps(actor, held))}) weighed left join lateral (
        select json_build_object('messageId', q.message_id, 'seq', q.seq, 'senderId', q.sender_id, 'content', ${quotedText(sql`q.content`)},
          'attachmentCount', q.attachment_count) as quoted
        from messages q where q.conversation_id = weighed.conversation_id and q.seq = weighed.reply_to_seq limit 1
      ) q on true
      group by place, id, reset
    ) step
  ) end`;
}

/** The conversations in which something is new, and how many messages at most come before those of each. */
function steps(actor: Actor, held: ReadonlyMap<number, number>): SQL {
  const [ids, revs] = [[...held.keys()], [...held.values()]];
  return sql`
    select id, from_rev, reset, row_number() over place as place, sum(most) over place - most as load_before
    from (
      select ${conversations.conversationId} as id, held.rev as from_rev, behind.reset, ${activity} as activity,
        case when behind.reset then ${NEWEST_PAGE}::int else ${conversations.rev} - held.rev end as most
      from unnest(${sql.param(ids)}::int[], ${sql.param(revs)}::int[]) as held(id, rev)
        join ${conversations} on ${conversations.conversationId} = held.id,
        lateral (select (${conversations.rev} - held.rev) not between 1 and ${FAR_BEHIND} as reset) behind
      where ${conversationsIn(actor)} and ${conversations.rev} <> held.rev
    ) changed
    window place as (order by activity desc, id desc)`;
}

/** Their messages in the order in which an answer takes them, with the bytes of text before each. */
function weighedMessages(from: SQL): SQL {
  return sql`
    select place, id, reset, turn, ${sql.join([...SHOWN, 'replyToSeq' as const].map(column), sql`, `)},
      coalesce(sum(octet_length(content)) over (order by place, turn rows between unbounded preceding and 1 preceding), 0)
        as bytes_before
    from (${from}) step left join lateral (
      (select rev as turn, m.* from messages m
        where not step.reset and m.conversation_id = step.id and m.rev > step.from_rev order by m.rev limit ${FAR_BEHIND})
      union all
      (select -seq as turn, m.* from messages m
        where step.reset and m.conversation_id = step.id order by m.seq desc limit ${NEWEST_PAGE})
    ) m on true
    where load_before < ${ENOUGH_MESSAGES}`;
}

function shownIn(table: string): SQL {
  const pairs = SHOWN.map((name) => sql`${sql.raw(`'${name}'`)}, ${sql.identifier(table)}.${column(name)}`);
  return sql`json_build_object(${sql.join(pairs, sql`, `)})`;
}

function column(name: keyof typeof columns): SQL {
  return sql`${sql.identifier(columns[name].name)}`;
}
