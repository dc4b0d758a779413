import type { Absence, Instant } from '../history.ts';
import type { Persona } from './cast.ts';

/** Who was kept out and when, as the harness itself has arranged it. */
export class Absences {
  readonly #all: { userId: number; session: number; from: Instant; until: Instant | undefined }[] = [];

  get all(): readonly Absence[] {
    return this.#all;
  }

  /** Their deactivation was acknowledged just now. */
  begin({ id: userId, session }: Persona): void {
    this.#all.push({ userId, session, from: Date.now(), until: undefined });
  }

  /** They are about to be let in again. */
  end({ id }: Persona): void {
    for (const one of this.#all) if (one.userId === id) one.until ??= Date.now();
  }
}
