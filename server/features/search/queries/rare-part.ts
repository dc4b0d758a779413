import { sql } from 'drizzle-orm';
import * as z from 'zod/mini';
import { searchWords } from '#server/db/schema/index';
import type { Tx } from '#server/platform/postgres';
import type { Span } from './blocks.ts';
import type { WantedTerms } from './postings.ts';

/** A word that is in more blocks of one thread than this is not rare there. */
const MOST_OF_THREAD = 64;
const MOST_OF_EACH = 8;

const rows = z.array(z.object({ part: z.int(), id: z.int(), block: z.int() }));

/**
 * The only blocks that can have everything that is looked for, where one of the things is rare. A rare word then costs as
 * much as it has places, and whatever else is looked for is looked for there alone.
 */
export class RarePart {
  /** Undefined until they have been found, and where nothing is rare. */
  blocks: readonly Span[] | undefined;
  #found = false;

  constructor(private readonly read: () => Promise<readonly Span[] | undefined>) {}

  /** Asks the database, once. */
  async find(): Promise<readonly Span[] | undefined> {
    if (!this.#found) this.blocks = await this.read();
    this.#found = true;
    return this.blocks;
  }
}

/** Blocks for a `RarePart`. */
export async function blocksOfRarePart(
  tx: Tx,
  { terms, parts }: WantedTerms,
  conversationIds: readonly number[],
): Promise<Span[] | undefined> {
  const most = conversationIds.length === 1 ? MOST_OF_THREAD : MOST_OF_EACH;
  const { rows: found } = await tx.execute(sql`
    select part, id, block from unnest(${sql.param([...conversationIds])}::int[]) as thread (id)
      cross join json_to_recordset(${JSON.stringify(terms)}::json) as term (part int, word text, "end" text)
      cross join lateral (
        select block from ${searchWords} w where w.conversation_id = thread.id
          and w.word >= term.word collate "C" and w.word < coalesce(term."end", term.word || chr(1)) collate "C"
        limit ${most} offset 0) place`);
  const places = rows.parse(found);
  const counts = new Map<string, number>();
  const common = new Set<number>();
  for (const { part, id } of places) {
    const count = (counts.get(`${part} ${id}`) ?? 0) + 1;
    counts.set(`${part} ${id}`, count);
    if (count >= most) common.add(part);
  }
  const rare = Array.from({ length: parts }, (_, part) => part).filter((part) => !common.has(part));
  const [rarest] = rare
    .map((part) => places.filter((place) => place.part === part))
    .toSorted((a, b) => a.length - b.length);
  return rarest && spansOf(rarest);
}

function spansOf(places: readonly { readonly id: number; readonly block: number }[]): Span[] {
  const spans = new Map<string, Span>();
  for (const { id, block } of places)
    spans.set(`${id} ${block}`, { conversationId: id, low: block, high: block });
  return [...spans.values()];
}
