import { and, asc, eq, gte } from 'drizzle-orm';
import { messages } from '#server/db/schema/index';
import { searchMessages } from '#server/features/search/index';
import type { Ctx } from '#server/kernel/context';
import type { Case } from '../scale/cases.ts';
import type { World } from '../scale/world.ts';

const PAGE = { limit: 20 };

/** What is looked for: said all the time, said once in a while, and so on. */
const LOOKED_FOR: Readonly<Record<string, (ctx: Ctx, world: World) => string | Promise<string>>> = {
  'a common word': () => 'squats',
  'another form of one': () => 'squatting',
  'a rare word': rareWord,
  'two words': () => 'squats Monday',
  'a common and a rare word': async (ctx, world) => `squats ${await rareWord(ctx, world)}`,
  'the beginning of a word': () => 'lexb',
  'a word nobody said': () => 'kettlebell',
};

/** Each in the longest thread, and in all 500 of the coach. */
export const searchCases: readonly Case[] = Object.entries(LOOKED_FOR).flatMap(([name, wordsOf]) => [
  {
    name: `thread: ${name}`,
    run: async (ctx, world) =>
      searchMessages(ctx, { ...PAGE, q: await wordsOf(ctx, world), conversationId: world.long.id }),
  },
  {
    name: `all: ${name}`,
    run: async (ctx, world) => searchMessages(ctx, { ...PAGE, q: await wordsOf(ctx, world) }),
  },
]);

const known = new WeakMap<World, Promise<string>>();

/** The made-up word of a message in the middle of the longest thread. */
function rareWord(ctx: Ctx, world: World): Promise<string> {
  const before = known.get(world);
  if (before) return before;
  const read = readRareWord(ctx, world);
  known.set(world, read);
  return read;
}

async function readRareWord({ db }: Ctx, { long }: World): Promise<string> {
  const [message] = await db
    .select({ content: messages.content })
    .from(messages)
    .where(and(eq(messages.conversationId, long.id), gte(messages.seq, Math.floor(long.rev / 2))))
    .orderBy(asc(messages.seq))
    .limit(1);
  const word = /lex[a-j]+$/.exec(message?.content ?? '')?.[0];
  if (word === undefined) throw new Error('The messages were not made with a rare word each');
  return word;
}
