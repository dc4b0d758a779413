import { sql } from 'drizzle-orm';
import * as z from 'zod/mini';
import { searchWords } from '#server/db/schema/index';
import type { Tx } from '#server/platform/postgres';
import type { Tier } from '../match.ts';
import type { Span } from './blocks.ts';
import type { WantedTerms } from './postings.ts';

/** A word that is in more blocks of one thread than this is not rare there. */
const MOST_OF_THREAD = 64;
const MOST_OF_EACH = 8;

const rows = z.array(z.object({ part: z.int(), tier: z.int(), id: z.int(), block: z.int() }));
type Place = z.infer<typeof rows>[number];

/**
 * The only blocks that can have everything that is looked for, where one of the things is rare. A rare word then costs as
 * much as it has places, and whatever else is looked for is looked for there alone.
 */
export class RarePart {
  #places: readonly Place[] | undefined;

  constructor(
    private readonly tx: Tx,
    private readonly wanted: WantedTerms,
    private readonly conversationIds: readonly number[],
  ) {}

  /** Asks the database, once. */
  async find(): Promise<void> {
    this.#places ??= await placesOf(this.tx, this.wanted, this.conversationIds, this.#most);
  }

  /** For what fits as well as this, or better. Undefined until it has been found, and where nothing is rare. */
  blocks(tier: Tier): readonly Span[] | undefined {
    const places = this.#places?.filter((place) => place.tier <= tier);
    if (!places) return undefined;
    const common = this.#commonParts(places);
    const [rarest] = Array.from({ length: this.wanted.parts }, (_, part) => part)
      .filter((part) => !common.has(part))
      .map((part) => places.filter((place) => place.part === part))
      .toSorted((a, b) => a.length - b.length);
    return rarest && spansOf(rarest);
  }

  get #most(): number {
    return this.conversationIds.length === 1 ? MOST_OF_THREAD : MOST_OF_EACH;
  }

  #commonParts(places: readonly Place[]): ReadonlySet<number> {
    const counts = new Map<string, number>();
    const common = new Set<number>();
    for (const { part, id } of places) {
      const count = (counts.get(`${part} ${id}`) ?? 0) + 1;
      counts.set(`${part} ${id}`, count);
      if (count >= this.#most) common.add(part);
    }
    return common;
  }
}

/** Where the things that are looked for are, at most so many places of each word in each thread. */
async function placesOf(
  tx: Tx,
  { terms }: WantedTerms,
  conversationIds: readonly number[],
  most: number,
): Promise<Place[]> {
  const { rows: found } = await tx.execute(sql`
    select part, tier, id, block from unnest(${sql.param([...conversationIds])}::int[]) as thread (id)
      cross join json_to_recordset(${JSON.stringify(terms)}::json)
        as term (part int, tier int, word text, "end" text)
      cross join lateral (
        select block from ${searchWords} w where w.conversation_id = thread.id
          and w.word >= term.word collate "C" and w.word < coalesce(term."end", term.word || chr(1)) collate "C"
        limit ${most} offset 0) place`);
  return rows.parse(found);
}

function spansOf(places: readonly Place[]): Span[] {
  const spans = new Map<string, Span>();
  for (const { id, block } of places)
    spans.set(`${id} ${block}`, { conversationId: id, low: block, high: block });
  return [...spans.values()];
}
