import * as z from 'zod/mini';
import { id } from '#contract/primitives';
import { MAX_INTEGER } from '#contract/primitives';
import { addDays } from '#contract/rules/weeks';
import { instantOf } from '#contract/rules/wall-clock';
import type { SearchPage, SearchQuery } from '#contract/search';
import { requireMember } from '#server/features/conversations/index';
import type { Ctx } from '#server/kernel/context';
import { pageOf, positionOf } from '#server/kernel/pages';
import { snapshot } from '#server/kernel/transaction';
import type { Tx } from '#server/platform/postgres';
import { TIERS } from '../match.ts';
import { phrasesOf, type Phrase } from '../query.ts';
import { stemsOf } from '../stems.ts';
import { wantedTerms } from './postings.ts';
import { Patience } from './patience.ts';
import { presentHits } from './present-hits.ts';
import { hitsAmong, type Hit, type Wanted } from './read-hits.ts';
import { scopeOf } from './scope.ts';
import { RarePart } from './rare-part.ts';
import { readTail } from './tail.ts';
import { hitsOfTier, type From, type Plan } from './walk.ts';

/** Where a page goes on: the last hit's tier and message id. */
const position = z.tuple([z.literal(TIERS), id]);

/**
 * A page of messages that have every word of `q`, in one thread or in all the actor has: the words themselves first, then
 * other forms, then longer words; within each the newest first. What was sent a moment ago is found as well.
 * @throws AppError `not_found` for a conversation that is not the actor's, `invalid_input`
 */
export async function searchMessages(ctx: Ctx, query: SearchQuery): Promise<SearchPage> {
  const phrases = phrasesOf(query.q);
  const [tier, before] = positionOf(query.cursor, position) ?? [TIERS[0], MAX_INTEGER];
  const { conversationId, limit } = query;
  if (conversationId !== undefined) await requireMember(ctx, conversationId);
  return snapshot(ctx, async (tx) => {
    const wanted = await wantedOf(tx, ctx, phrases, query);
    const { plan, complete } = await planOf(tx, ctx, wanted, conversationId);
    const hits = await hitsFrom(tx, plan, { tier, before }, limit + 1);
    const { items, nextCursor } = pageOf(hits, limit, (hit) => [hit.match.tier, hit.message.messageId]);
    return { items: await presentHits(tx, items), nextCursor, complete: complete && !plan.patience.isOver };
  });
}

/** Where midnight is skipped, the first instant after it. */
function startOf(day: string, timeZone: string): Date {
  return instantOf(timeZone, { day, time: '00:00' }).instant;
}

async function wantedOf(
  tx: Tx,
  { actor }: Ctx,
  phrases: readonly Phrase[],
  { kind, from, to }: SearchQuery,
): Promise<Wanted> {
  return {
    phrases,
    kind,
    from: from === undefined ? undefined : startOf(withinReason(from), actor.timeZone),
    until: to === undefined ? undefined : startOf(addDays(withinReason(to), 1), actor.timeZone),
    stems: await stemsOf(
      tx,
      phrases.flat().filter(({ literal }) => !literal),
    ),
  };
}

/** A day that every clock and calendar in the way can tell; nobody wrote anything before or will after. */
function withinReason(day: string): string {
  if (day < '1970-01-02') return '1970-01-02';
  return day > '9000-01-01' ? '9000-01-01' : day;
}

async function planOf(tx: Tx, ctx: Ctx, wanted: Wanted, conversationId: number | undefined) {
  const scope = await scopeOf(tx, ctx, conversationId);
  const { messages, whole } = await readTail(tx, scope);
  const patience = new Patience();
  const found = await hitsAmong(tx, messages, { wanted, patience });
  const hits = new Map(found.map((hit) => [hit.message.messageId, hit]));
  const conversationIds = scope.map((searched) => searched.conversationId);
  const terms = wantedTerms(wanted.phrases, wanted.kind, wanted.stems);
  const plan: Plan = {
    conversationIds,
    wanted,
    terms,
    patience: new Patience(),
    rare: new RarePart(tx, terms, conversationIds),
    tail: new Map(messages.map(({ messageId }) => [messageId, hits.get(messageId)])),
  };
  return { plan, complete: whole && !patience.isOver };
}

/** Hits from a place on through all tiers that follow, at least `count` unless there are no more. */
async function hitsFrom(tx: Tx, plan: Plan, { tier: first, before }: From, count: number): Promise<Hit[]> {
  const hits: Hit[] = [];
  for (const tier of TIERS) {
    const nobodyFits = !plan.terms.terms.some((term) => term.tier === tier);
    if (tier < first || hits.length >= count || nobodyFits) continue;
    const start = { tier, before: tier === first ? before : MAX_INTEGER };
    hits.push(...(await hitsOfTier(tx, plan, start, count - hits.length)));
  }
  return hits;
}
