import { failedWith, messageOf } from '../../errors.ts';
import { Intention } from '../../intention.ts';
import { checkInsApi } from './check-ins-api.ts';

/**
 * A coach's review of one check-in while it is written. It is `sent` once the server said so; the card itself turns
 * when its change arrives.
 */
export class Review {
  state = $state<'closed' | 'open' | 'busy' | 'sent'>('closed');
  reply = $state('');
  /** Why it did not work; the reply is kept. */
  problem = $state<string>();
  readonly #intention = new Intention();

  constructor(private readonly checkInId: () => number) {}

  open(): void {
    this.state = 'open';
  }

  close(): void {
    if (this.state !== 'busy') this.state = 'closed';
  }

  async send(): Promise<void> {
    if (this.state !== 'open') return;
    this.state = 'busy';
    this.problem = undefined;
    const reply = this.reply.trim();
    const said = reply === '' ? {} : { reply };
    try {
      const clientRequestId = this.#intention.idFor(said);
      await checkInsApi.review(this.checkInId(), reply === '' ? {} : { reply, clientRequestId });
      this.state = 'sent';
      this.reply = '';
    } catch (error) {
      this.problem = failedWith(error, 'invalid_input')
        ? 'A reply can have at most 10,000 characters.'
        : messageOf(error);
      this.state = 'open';
    }
  }
}
