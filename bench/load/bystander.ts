import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchPerson } from '../world/people.ts';
import { Device } from './device.ts';

const EVERY_MS = 100;

/** Somebody who goes on using a server while a crowd comes in. */
export class Bystander {
  #watching = true;

  constructor(
    private readonly url: string,
    private readonly person: BenchPerson,
  ) {}

  /** Asks for health and sends messages until told to stop. */
  async watch() {
    const [health, sends] = await Promise.all([this.#watchHealth(), this.#send()]);
    return { health, sends };
  }

  stop(): void {
    this.#watching = false;
  }

  async #watchHealth() {
    const seen = { worstMs: 0, bad: 0 };
    while (this.#watching) {
      const asked = performance.now();
      const ok = await fetch(`${this.url}/api/health`).then(
        (answer) => answer.ok,
        () => false,
      );
      seen.worstMs = Math.max(seen.worstMs, Math.round(performance.now() - asked));
      if (!ok) seen.bad += 1;
      await sleep(EVERY_MS);
    }
    return seen;
  }

  async #send() {
    const seen = { acknowledged: 0, failed: 0, worstMs: 0 };
    const device = await this.#comeIn();
    while (this.#watching) {
      const sent = performance.now();
      const ok = await device.send(this.person.conversationId, randomUUID(), 'while they all come back');
      seen.worstMs = Math.max(seen.worstMs, Math.round(performance.now() - sent));
      seen[ok ? 'acknowledged' : 'failed'] += 1;
      await sleep(EVERY_MS);
    }
    device.close();
    return seen;
  }

  /** Whoever is told to come back in a moment does. */
  async #comeIn(): Promise<Device> {
    for (;;) {
      try {
        return await Device.connect(this.url, { cookie: this.person.cookie });
      } catch {
        await sleep(1_000);
      }
    }
  }
}
