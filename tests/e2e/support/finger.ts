import type { CDPSession, Locator, Page } from '@playwright/test';

/** A place on the screen, in CSS pixels. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

const FRAME_MS = 16;
const STILL_MS = 150;
const REST_MS = 350;

/** Fingers on a phone's screen: what they do is what the browser makes of real touches. */
export class Fingers {
  private constructor(private readonly session: CDPSession) {}

  static async on(page: Page): Promise<Fingers> {
    return new Fingers(await page.context().newCDPSession(page));
  }

  /** One more finger comes down, or several at once. */
  async down(...at: readonly Place[]): Promise<void> {
    await this.#touch('touchStart', at);
  }

  /** All that are down, each to its next place, at the speed of a hand, and there they stay. */
  async move(from: readonly Place[], to: readonly Place[], steps = 6): Promise<void> {
    for (let step = 1; step <= steps; step += 1) {
      const part = step / steps;
      const places = from.map(({ x, y }, index) => {
        const end = to[index] ?? { x, y };
        return { x: x + (end.x - x) * part, y: y + (end.y - y) * part };
      });
      await this.#touch('touchMove', places);
      await passed(FRAME_MS);
    }
    // What is let go in full flight goes on by itself, and Chromium takes the next tap for what stops it.
    await passed(STILL_MS);
  }

  async up(): Promise<void> {
    await this.#touch('touchEnd', []);
  }

  /** One finger, so many times quickly: all is under way at once, for a slow machine answers too late for a second tap. */
  async tap(at: Place, times = 1): Promise<void> {
    const touches = Array.from({ length: times }, () => [this.down(at), this.up()]);
    await Promise.all(touches.flat());
  }

  /** Long enough that the next tap is a new one. */
  async rest(): Promise<void> {
    await passed(REST_MS);
  }

  /** One finger, down, along, and up. */
  async swipe(from: Place, to: Place): Promise<void> {
    await this.down(from);
    await this.move([from], [to]);
    await this.up();
  }

  async #touch(type: 'touchStart' | 'touchMove' | 'touchEnd', at: readonly Place[]): Promise<void> {
    const touchPoints = at.map(({ x, y }, id) => ({ x, y, id }));
    await this.session.send('Input.dispatchTouchEvent', { type, touchPoints });
  }
}

function passed(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** The middle of what is on screen. */
export async function middleOf(what: Locator): Promise<Place> {
  const box = await what.boundingBox();
  if (!box) throw new Error('It is not on screen.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}
