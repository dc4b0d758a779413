import { sql } from 'drizzle-orm';
import * as z from 'zod/mini';
import type { SearchKind } from '#contract/enums';
import { searchWords } from '#server/db/schema/index';
import type { Tx } from '#server/platform/postgres';
import type { Tier } from '../match.ts';
import { findsBeginnings, type Phrase } from '../query.ts';
import type { Stems } from '../stems.ts';
import { kindTerm, stemTerm } from '../terms.ts';
import type { Span } from './blocks.ts';

/** One way to find one of the things that are looked for. `part` says which of them. */
interface Term {
  readonly part: number;
  readonly tier: Tier;
  readonly word: string;
  /** For beginnings: the first word that does not begin so. */
  readonly end?: string;
}

/** What is looked for, as it is stored. */
export interface WantedTerms {
  readonly terms: readonly Term[];
  readonly parts: number;
}

export function wantedTerms(
  phrases: readonly Phrase[],
  kind: SearchKind | undefined,
  stems: Stems,
): WantedTerms {
  const words = phrases.flat();
  const terms: Term[] = words.flatMap((wanted, part) => {
    const forms = wanted.literal ? [] : (stems.get(wanted.accented) ?? []);
    return [
      { part, tier: 0, word: wanted.plain },
      ...forms.flatMap((stem): Term[] => [
        { part, tier: 1, word: stemTerm(stem) },
        { part, tier: 1, word: stem },
      ]),
      ...(findsBeginnings(wanted) ? [beginning(wanted.plain, part)] : []),
    ];
  });
  if (kind !== undefined) terms.push({ part: words.length, tier: 0, word: kindTerm(kind) });
  return { terms, parts: words.length + (kind === undefined ? 0 : 1) };
}

function beginning(word: string, part: number): Term {
  return { part, tier: 2, word, end: `${word}\u{10FFFF}` };
}

const rows = z.array(z.object({ id: z.int() }));

/**
 * Ids of messages that have everything that is looked for, in no order.
 * @param tier how well they fit; with `loosely`, or better: whether words stand side by side is not known here
 */
export async function messagesWith(
  tx: Tx,
  { terms, parts }: WantedTerms,
  { tier, loosely }: { tier: Tier; loosely: boolean },
  spans: readonly Span[],
): Promise<number[]> {
  const asked = terms.filter((term) => term.tier <= tier);
  // `offset 0` keeps each look into the index where it is: for each stretch and term, and never a table read whole. Of a
  // block without one of the parts no message is looked at: beside a rare word, a common one would bring in everything.
  const { rows: found } = await tx.execute(sql`
    with span as (select * from json_to_recordset(${JSON.stringify(spans)}::json)
        as s ("conversationId" int, low int, high int)),
      term as (select * from json_to_recordset(${JSON.stringify(asked)}::json)
        as t (part int, tier int, word text, "end" text)),
      hit as (
        select "conversationId", block, part, tier, message_ids from span cross join term cross join lateral (
          select block, message_ids from ${searchWords} w where w.conversation_id = span."conversationId"
            and w.word = term.word collate "C" and w.block between span.low and span.high offset 0) exact
        where "end" is null
        union all
        select "conversationId", block, part, tier, message_ids from span cross join term cross join lateral (
          select block, message_ids from ${searchWords} w where w.conversation_id = span."conversationId"
            and w.word > term.word collate "C" and w.word < term."end" collate "C"
            and w.block between span.low and span.high offset 0) beginning
        where "end" is not null),
      whole as (
        select array_agg((part, tier, message_ids)) as hits from hit
        group by "conversationId", block having count(distinct part) = ${parts})
    select id from (
      select part, id, min(tier) as tier
      from whole, unnest(hits) as hit (part int, tier int, message_ids int[]), unnest(message_ids) id
      group by part, id) fit
    group by id
    having count(*) = ${parts} and max(tier) <= ${tier} and (${loosely} or max(tier) = ${tier})`);
  return rows.parse(found).map((row) => row.id);
}
