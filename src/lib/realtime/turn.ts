import type { Tabs } from './local/tabs.ts';

/** This tab's turn to send: asked for when there is something to send, given back when there is not. */
export class Turn {
  #asked: { ready: boolean; end: () => void } | undefined;

  /**
   * @param prepare runs when the turn has come, before it counts; must not reject
   * @param ready is told that sending may begin
   */
  constructor(
    private readonly tabs: Tabs,
    private readonly prepare: () => Promise<void>,
    private readonly ready: () => void,
  ) {}

  /** Whether sending is up to this tab now. */
  get mine(): boolean {
    return this.#asked?.ready ?? false;
  }

  take(): void {
    if (this.#asked) return;
    const asked = { ready: false, end: () => {} };
    this.#asked = asked;
    const granted = async () => {
      await this.prepare();
      if (this.#asked !== asked) return;
      asked.ready = true;
      this.ready();
    };
    asked.end = this.tabs.turn(() => void granted());
  }

  giveBack(): void {
    this.#asked?.end();
    this.#asked = undefined;
  }
}
