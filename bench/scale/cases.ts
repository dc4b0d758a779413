import { listConversations } from '#server/features/conversations/queries/list-conversations';
import { listMessages } from '#server/features/conversations/queries/list-messages';
import { conversationsAround, sync } from '#server/features/conversations/index';
import type { Ctx } from '#server/kernel/context';
import type { World } from './world.ts';

/** One thing a person does, done by the verb the server does it with. */
export interface Case {
  readonly name: string;
  run(ctx: Ctx, world: World): Promise<unknown>;
}

const PAGE = { limit: 50 };

/** What a device holds: `behind` revisions less than there are, in the first `count` conversations. */
function held({ revs }: World, behind: number, count = revs.length): Record<string, number> {
  return Object.fromEntries(
    revs.map(({ id, rev }, index) => [id, index < count ? Math.max(0, rev - behind) : rev]),
  );
}

/** Everything the bar is about. The first conversations of a world are the long threads. */
export const cases: readonly Case[] = [
  { name: 'thread: newest page', run: (ctx, { long }) => listMessages(ctx, long.id, PAGE) },
  {
    name: 'thread: an older page',
    run: (ctx, { long }) => listMessages(ctx, long.id, { ...PAGE, before: Math.floor(long.rev / 2) }),
  },
  {
    name: 'thread: after a message',
    run: (ctx, { long }) => listMessages(ctx, long.id, { ...PAGE, after: Math.floor(long.rev / 2) }),
  },
  {
    name: 'thread: around a message',
    run: (ctx, { long }) => listMessages(ctx, long.id, { ...PAGE, around: Math.floor(long.rev / 2) }),
  },
  { name: 'inbox: first page of 50', run: (ctx) => listConversations(ctx, PAGE) },
  { name: 'inbox: all 500, by pages of 100', run: wholeInbox },
  { name: 'inbox: by name', run: (ctx) => listConversations(ctx, { ...PAGE, q: 'novak' }) },
  { name: 'sync: 500, nothing new', run: (ctx, world) => sync(ctx, { conversations: held(world, 0) }) },
  { name: 'sync: 500, 2 new each', run: (ctx, world) => sync(ctx, { conversations: held(world, 2) }) },
  {
    name: 'sync: 500, 5 far behind',
    run: (ctx, world) => sync(ctx, { conversations: held(world, Infinity, 5) }),
  },
  {
    name: 'sync: 500, 1 behind by 150',
    run: (ctx, world) => sync(ctx, { conversations: held(world, 150, 1) }),
  },
  { name: 'sync: a device that holds nothing', run: (ctx) => sync(ctx, { conversations: {} }) },
  { name: 'profile: told to everybody around', run: (ctx) => conversationsAround(ctx, ctx.actor.userId) },
];

async function wholeInbox(ctx: Ctx): Promise<void> {
  let cursor: string | undefined;
  do {
    const page = await listConversations(ctx, { limit: 100, ...(cursor !== undefined && { cursor }) });
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
