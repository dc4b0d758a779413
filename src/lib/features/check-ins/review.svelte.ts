import { failedWith, messageOf } from '../../errors.ts';
import { Intention } from '../../intention.ts';
import { checkInsApi } from './check-ins-api.ts';

/** Half-written replies by check-in: whoever looks into another thread in between finds theirs again. */
const kept: Partial<Record<number, string>> = {};

/** A coach's review of one check-in while it is written. */
export class Review {
  busy = $state(false);
  /** Why it did not work; the reply is kept. */
  problem = $state<string>();
  #reply = $state('');
  readonly #intention = new Intention();

  constructor(private readonly checkInId: number) {
    this.#reply = kept[checkInId] ?? '';
  }

  get reply(): string {
    return this.#reply;
  }

  set reply(text: string) {
    this.#reply = text;
    kept[this.checkInId] = text;
  }

  /** True once the server has it. */
  async send(): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.problem = undefined;
    try {
      await this.#deliver(this.#reply.trim());
      kept[this.checkInId] = undefined;
      return true;
    } catch (error) {
      this.problem = failedWith(error, 'invalid_input')
        ? 'A reply can have at most 10,000 characters.'
        : messageOf(error);
      return false;
    } finally {
      this.busy = false;
    }
  }

  async #deliver(reply: string): Promise<void> {
    const said = reply === '' ? {} : { reply };
    const clientRequestId = this.#intention.idFor(said);
    await checkInsApi.review(this.checkInId, reply === '' ? {} : { reply, clientRequestId });
  }
}
