import type { Random } from './random.ts';

/** Deals what fits and was dealt least so far, so that no two threads read alike; never the same twice to one person. */
export class Deck<Card extends { readonly trait: string }> {
  readonly #dealt = new Map<Card, number>();

  constructor(private readonly cards: readonly Card[]) {}

  /** @param fits what somebody can be dealt; @param seen what they were dealt before, to which the card is added */
  deal(random: Random, fits: (card: Card) => boolean, seen: Set<Card>): Card | undefined {
    const open = this.cards.filter((card) => !seen.has(card) && fits(card));
    const [card] = random.shuffled(open).sort((a, b) => this.#timesOf(a) - this.#timesOf(b));
    if (!card) return undefined;
    this.#dealt.set(card, this.#timesOf(card) + 1);
    seen.add(card);
    return card;
  }

  #timesOf(card: Card): number {
    return this.#dealt.get(card) ?? 0;
  }
}
