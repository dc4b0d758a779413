/** After the last change a thread is left in peace for this long: what is said in one go is indexed in one go. */
const QUIET_MS = 60_000;
/** However much is said, nothing waits longer than this, */
const PATIENCE_MS = 300_000;
/** nor do more changes than this, because a search reads them one by one. */
const ENOUGH = 1_000;

interface Waiting {
  readonly since: number;
  latest: number;
  readonly fromRev: number;
  rev: number;
}

/** Which conversations changed and when they are to be indexed. Times are of a clock that only runs on. */
export class DueList {
  readonly #waiting = new Map<number, Waiting>();

  changed(conversationId: number, { fromRev, rev }: { fromRev: number; rev: number }, now: number): void {
    const known = this.#waiting.get(conversationId);
    if (!known) {
      this.#waiting.set(conversationId, { since: now, latest: now, fromRev, rev });
      return;
    }
    known.latest = now;
    known.rev = Math.max(known.rev, rev);
  }

  /** Takes out those whose time has come. */
  take(now: number): number[] {
    const due: number[] = [];
    for (const [conversationId, waiting] of this.#waiting) {
      if (!isDue(waiting, now)) continue;
      due.push(conversationId);
      this.#waiting.delete(conversationId);
    }
    return due;
  }
}

function isDue({ since, latest, fromRev, rev }: Waiting, now: number): boolean {
  return now - latest >= QUIET_MS || now - since >= PATIENCE_MS || rev - fromRev >= ENOUGH;
}
