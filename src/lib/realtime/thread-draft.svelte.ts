import type { DraftView } from '#contract/own-threads';
import type { RealtimeClient } from './client.ts';

/** What is being written in one thread: kept on this device, and the same on every other. */
export class ThreadDraft {
  #text = $state('');
  #replyToSeq = $state<number | null>(null);
  /** What the server held when it was last looked at. */
  #held: DraftView | null | undefined;

  constructor(
    private readonly conversationId: number,
    private readonly client: RealtimeClient,
  ) {
    this.#show();
  }

  get text(): string {
    return this.#text;
  }

  /** Kept on this device, also across a reload, and told to the others after a pause. */
  set text(text: string) {
    this.#text = text;
    this.keep();
  }

  /** The `seq` of the message that is answered. */
  get replyToSeq(): number | null {
    return this.#replyToSeq;
  }

  set replyToSeq(seq: number | null) {
    if (this.#replyToSeq === seq) return;
    this.#replyToSeq = seq;
    this.keep();
  }

  /** Empties what is shown. What is stored stays until `keep`: nothing in between can lose it. */
  clear(): void {
    this.#text = '';
    this.#replyToSeq = null;
  }

  /** Writes down what is shown. */
  keep(): void {
    this.client.drafts.write(this.conversationId, { text: this.#text, replyToSeq: this.#replyToSeq });
  }

  /** Tells the other devices now. */
  flush(): void {
    this.client.drafts.flush(this.conversationId);
  }

  /** Takes over what another device wrote, unless something waits here that is not told yet. */
  refresh(): void {
    const held = this.client.engine.rows.get(this.conversationId)?.draft;
    if (held === undefined || isSame(held, this.#held)) return;
    this.#held = held;
    if (!this.client.drafts.isFresh(this.conversationId)) this.#show();
  }

  #show(): void {
    const { text, replyToSeq } = this.client.drafts.read(this.conversationId);
    this.#text = text;
    this.#replyToSeq = replyToSeq;
  }
}

function isSame(a: DraftView | null, b: DraftView | null | undefined): boolean {
  return a === b || (a?.text === b?.text && a?.replyToSeq === b?.replyToSeq && b !== undefined);
}
