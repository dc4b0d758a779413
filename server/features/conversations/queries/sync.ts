import type { ConversationView, MessageView } from '#contract/conversations';
import type { ConversationChange, ConversationState, SyncInput, SyncResult } from '#contract/realtime';
import { MAX_SYNCED_CONVERSATIONS } from '#contract/realtime';
import { executor } from '#server/kernel/context';
import type { Ctx } from '#server/kernel/context';
import { desc } from 'drizzle-orm';
import { conversations } from '#server/db/schema/index';
import { conversationsIn } from '../access.ts';
import { hydrateMessages } from '../hydrate.ts';
import { activity, membersOf, presenceIn, presentConversation } from './conversation-rows.ts';
import { ownSideOf, selectConversations } from './conversation-rows.ts';
import type { ConversationRow } from './conversation-rows.ts';
import { DraftRoom } from './draft-room.ts';
import { newsColumn, parseNews } from './news.ts';
import type { News } from './news.ts';

/** Bytes of messages one answer carries, about. */
const ENOUGH_BYTES = 500_000;
/** Bytes of a whole answer, about: what is left of it takes messages, and it stays below what a slow reader may owe. */
const MOST_BYTES = 850_000;
/** Conversations one answer makes known; the rest comes with `more`. */
const ADDED_AT_ONCE = 200;

/**
 * Everything that happened to the actor's conversations beyond what a device holds: rows and messages of one moment, by
 * one query. Cards are looked up after it, so that they are never older than their message says.
 */
export async function sync(ctx: Ctx, input: SyncInput): Promise<SyncResult> {
  const held = new Map(Object.entries(input.conversations).map(([id, rev]) => [Number(id), rev]));
  const rows = await selectConversations(executor(ctx), newsColumn(ctx.actor, held, ENOUGH_BYTES))
    .where(conversationsIn(ctx.actor))
    .orderBy(desc(activity), desc(conversations.conversationId))
    // Planning takes ten times as long as running it; its text depends on these two alone.
    .prepare(`sync_${ctx.actor.role}_${held.size > 0}`)
    .execute();
  const mine = new Map(rows.map((row) => [row.conversation.conversationId, row]));
  const known = rows.filter(({ conversation }) => held.has(conversation.conversationId));
  const news = parseNews(rows.find(({ extra }) => extra !== null)?.extra);
  const stored = news.flatMap(({ messages }) => messages);
  const views = await hydrateMessages(executor(ctx), ctx, stored);
  const drafts = new DraftRoom();
  const states = statesOf(ctx, known, drafts);
  const added = addedTo(ctx, rows, { held, drafts });
  const left = MOST_BYTES - bytesOf(states) - bytesOf(added.views);
  const changes = changesOf(news, views, { mine, held, budget: Math.min(ENOUGH_BYTES, left) });
  return {
    changes,
    states,
    added: added.views,
    removed: [...held.keys()].filter((id) => !mine.has(id)),
    more: added.more || !coverAll(known, held, changes),
  };
}

function statesOf(
  ctx: Ctx,
  known: readonly ConversationRow[],
  drafts: DraftRoom,
): Record<string, ConversationState> {
  return Object.fromEntries(
    known.map((row) => [
      row.conversation.conversationId,
      {
        members: membersOf(row),
        ...drafts.fit(ownSideOf(row, ctx.actor.userId)),
        presence: presenceIn(row, ctx.presence),
        closedAt: row.conversation.closedAt?.toISOString() ?? null,
      },
    ]),
  );
}

/** What the device does not know yet, the most active first. Nothing is held back that it could not ask for. */
function addedTo(
  ctx: Ctx,
  rows: readonly ConversationRow[],
  { held, drafts }: { held: ReadonlyMap<number, number>; drafts: DraftRoom },
): { views: ConversationView[]; more: boolean } {
  const unknown = rows.filter(({ conversation }) => !held.has(conversation.conversationId));
  const views = unknown
    .slice(0, ADDED_AT_ONCE)
    .map((row) => drafts.fit(presentConversation(row, ctx.actor.userId, ctx.presence)));
  const room = MAX_SYNCED_CONVERSATIONS - held.size;
  return { views, more: unknown.length > views.length && views.length <= room };
}

/** Whether the device, once it has applied the changes, is where every conversation is. */
function coverAll(
  known: readonly ConversationRow[],
  held: ReadonlyMap<number, number>,
  changes: readonly ConversationChange[],
): boolean {
  const reached = new Map([
    ...held,
    ...changes.map(({ conversationId, rev }) => [conversationId, rev] as const),
  ]);
  return known.every(({ conversation }) => reached.get(conversation.conversationId) === conversation.rev);
}

interface Reach {
  readonly mine: ReadonlyMap<number, ConversationRow>;
  readonly held: ReadonlyMap<number, number>;
  /** Bytes, about; at least one message comes however little it is, so that every answer leads further. */
  readonly budget: number;
}

/** @param views of the messages of all news, in their order */
function changesOf(
  news: readonly News[],
  views: readonly MessageView[],
  { mine, held, budget }: Reach,
): ConversationChange[] {
  const changes: ConversationChange[] = [];
  const enough = Math.max(1, budget);
  let bytes = 0;
  let next = 0;
  for (const one of news) {
    const row = mine.get(one.conversationId);
    if (!row || bytes >= enough) break;
    const taken: MessageView[] = [];
    for (const view of views.slice(next, next + one.messages.length)) {
      if (bytes >= enough) break;
      bytes += bytesOf(view);
      taken.push(view);
    }
    next += one.messages.length;
    const change = changeOf(row, one, taken, held.get(one.conversationId) ?? 0);
    bytes += bytesOf({ ...change, messages: [] });
    changes.push(change);
  }
  return changes;
}

function bytesOf(part: object): number {
  return Buffer.byteLength(JSON.stringify(part));
}

/** A step as far as its messages reach: the newest page may be shorter, and what comes by `rev` may end before the end. */
function changeOf(
  row: ConversationRow,
  { conversationId, reset, count }: News,
  taken: readonly MessageView[],
  fromRev: number,
): ConversationChange {
  const messages = taken.toSorted((a, b) => a.seq - b.seq);
  const members = membersOf(row);
  const { rev, lastSeq } = row.conversation;
  if (reset) return { conversationId, fromRev: 0, rev, lastSeq, messages, members, reset };
  if (taken.length === count) return { conversationId, fromRev, rev, lastSeq, messages, members };
  return {
    conversationId,
    fromRev,
    rev: taken.at(-1)?.rev ?? fromRev,
    lastSeq: messages.at(-1)?.seq ?? 0,
    messages,
    members,
  };
}
