import type { Tx } from '#server/platform/postgres';
import type { Tier } from '../match.ts';
import { stretches, type Span } from './blocks.ts';
import { messagesWith, type WantedTerms } from './postings.ts';
import type { Patience } from './patience.ts';
import type { RarePart } from './rare-part.ts';
import { hitsWithIds, type Hit, type Wanted } from './read-hits.ts';

/** Words that never stand side by side where they should: then each read takes so many times what the one before took. */
const GROWTH = 4;
const MOST_AT_ONCE = 1_000;

export interface Plan {
  readonly conversationIds: readonly number[];
  readonly wanted: Wanted;
  readonly terms: WantedTerms;
  readonly rare: RarePart;
  readonly patience: Patience;
  /** Hits among what is not indexed yet, by message id. */
  readonly tail: ReadonlyMap<number, Hit | undefined>;
}

/** Where a page begins: hits of this tier with an id below `before`. */
export interface From {
  readonly tier: Tier;
  readonly before: number;
}

/** The hits of one tier, newest first, at least `count` of them unless there are no more. */
export async function hitsOfTier(tx: Tx, plan: Plan, { tier, before }: From, count: number): Promise<Hit[]> {
  const { wanted, tail } = plan;
  const hits: Hit[] = [];
  let pool = [...tail].filter(([id, hit]) => hit?.match.tier === tier && id < before).map(([id]) => id);
  const take = async (ids: readonly number[]) => {
    const newestFirst = ids.toSorted((a, b) => b - a);
    let size = count;
    for (let at = 0; at < newestFirst.length && hits.length < count; at += size) {
      if (at > 0) size = Math.min(size * GROWTH, MOST_AT_ONCE);
      const candidates = plan.patience.take(newestFirst.slice(at, at + size));
      if (candidates.length === 0) return;
      hits.push(...(await inOrder(tx, candidates, plan, tier)));
    }
  };
  const loosely = wanted.phrases.some((phrase) => phrase.length > 1);
  const look = async (spans: readonly Span[]) => {
    if (spans.length === 0) return [];
    const ids = await messagesWith(tx, plan.terms, { tier, loosely }, spans);
    // What has changed since is known from the tail, as it is now.
    return ids.filter((id) => id < before && !tail.has(id));
  };
  const known = plan.rare.blocks(tier);
  if (known) {
    await take([...pool, ...(await look(known))]);
    return hits;
  }
  for await (const { spans, rest } of stretches(tx, plan.conversationIds, { ...wanted, before })) {
    pool = [...pool, ...(await look(spans))];
    await take(pool.filter((id) => id > rest));
    if (hits.length >= count || rest === 0 || plan.patience.isOver) return hits;
    pool = pool.filter((id) => id <= rest);
    await plan.rare.find();
    const rare = plan.rare.blocks(tier);
    if (rare) {
      const places = await look(rare);
      await take([...new Set([...pool, ...places.filter((id) => id <= rest)])]);
      return hits;
    }
  }
  await take(pool);
  return hits;
}

async function inOrder(tx: Tx, ids: readonly number[], plan: Plan, tier: Tier): Promise<Hit[]> {
  const indexed = ids.filter((id) => !plan.tail.has(id));
  const read = await hitsWithIds(tx, indexed, plan);
  const byId = new Map([...plan.tail, ...read.map((hit) => [hit.message.messageId, hit] as const)]);
  return ids.flatMap((id) => byId.get(id) ?? []).filter((hit) => hit.match.tier === tier);
}
