import type { SearchKind } from '#contract/enums';
import type { SearchHit } from '#contract/search';
import { PagedList } from '../../paged-list.svelte.ts';
import { searchMessages, type SearchAsk } from './search-api.ts';

const TYPING_MS = 220;
const PAGE = 20;
/** What a search can look for: without a letter, a number or a picture there is nothing to ask. */
const WORD = /[\p{L}\p{N}\p{Extended_Pictographic}]/u;

type Ask = typeof searchMessages;

/** Looking for messages while somebody types: what is asked, what was found, and what went wrong. */
export class MessageSearch {
  q = $state('');
  kind = $state<SearchKind>();
  /** Calendar days, or empty. */
  from = $state('');
  to = $state('');
  /** False while the server is still making older messages searchable. */
  complete = $state(true);
  readonly list: PagedList<SearchHit>;
  /** Whether there is something to look for. */
  readonly asked = $derived(WORD.test(this.q));
  #timer: ReturnType<typeof setTimeout> | undefined;
  #underWay = new AbortController();

  /** @param conversationId the thread to look in; left out, all of them */
  constructor(
    private readonly conversationId?: number,
    private readonly ask: Ask = searchMessages,
  ) {
    this.list = new PagedList((cursor) => this.#read(cursor));
  }

  /** After a key: waits until the typing pauses. What is under way is no longer wanted. */
  typed(q: string): void {
    this.q = q;
    this.stop();
    if (this.asked) this.#timer = setTimeout(() => void this.list.load(), TYPING_MS);
  }

  /** Narrows to a kind, or to none again. */
  choose(kind: SearchKind | undefined): void {
    this.kind = kind;
    this.#again();
  }

  /** Narrows to days, where both can be. */
  between(from: string, to: string): void {
    this.from = from;
    this.to = to;
    this.#again();
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#underWay.abort();
  }

  #again(): void {
    this.stop();
    if (this.asked) void this.list.load();
  }

  async #read(cursor: string | undefined) {
    this.#underWay.abort();
    this.#underWay = new AbortController();
    const page = await this.ask(this.#query(cursor), this.#underWay.signal);
    this.complete = page.complete;
    return page;
  }

  #query(cursor: string | undefined): SearchAsk {
    const { q, kind, from, to, conversationId } = this;
    return {
      q: q.trim(),
      limit: String(PAGE),
      ...(conversationId !== undefined && { conversationId: String(conversationId) }),
      ...(kind && { kind }),
      ...(from !== '' && { from }),
      ...(to !== '' && { to }),
      ...(cursor !== undefined && { cursor }),
    };
  }
}
