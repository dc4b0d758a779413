import type { Engine } from './engine.ts';
import type { ConversationCopy, StoredWindow } from './local/local-store.ts';
import type { ThreadState } from './thread-state.ts';
import type { Timers } from './timers.ts';

/** What changes within this time is written together. */
const TOGETHER_MS = 500;

/** Keeps this device's copy of the conversations: a moment behind what is known, which a sync heals. */
export class Keeper {
  #changed = new Set<number>();
  #cancel: (() => void) | undefined;
  #restoring = false;
  #stopped = false;

  constructor(
    private readonly engine: Pick<Engine, 'rows' | 'threads' | 'addRow'>,
    private readonly copy: ConversationCopy,
    private readonly timers: Timers,
  ) {}

  /**
   * Brings back every row that is not known yet. Never rejects. What the server said while the copy was being read is
   * newer, and names take no `rev` that could tell.
   */
  async restore(): Promise<void> {
    this.#stopped = false;
    const rows = await this.copy.rows();
    this.#restoring = true;
    for (const row of rows) if (!this.engine.rows.has(row.id)) this.engine.addRow(row);
    this.#restoring = false;
  }

  changed(conversationId: number): void {
    if (this.#restoring || this.#stopped) return;
    this.#changed.add(conversationId);
    this.#cancel ??= this.timers.after(TOGETHER_MS, () => this.#save());
  }

  removed(conversationId: number): void {
    this.#changed.delete(conversationId);
    void this.copy.remove(conversationId);
  }

  /** What is not written by now is not written any more: the session may be over. */
  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
    this.#cancel = undefined;
    this.#changed.clear();
  }

  #save(): void {
    this.#cancel = undefined;
    const ids = [...this.#changed];
    this.#changed.clear();
    const { rows, threads } = this.engine;
    void this.copy.save(
      present(ids.map((id) => rows.get(id))),
      present(ids.map((id) => windowOf(threads.get(id)))),
    );
  }
}

/** A window that is closed or on its way leaves the stored one as it is: an older device, but a whole one. */
function windowOf(state: ThreadState | undefined): StoredWindow | undefined {
  if (state?.window !== 'open') return undefined;
  const { conversationId, rev, lastSeq, members, messages, loose } = state;
  return { conversationId, rev, lastSeq, members, messages, loose };
}

function present<T>(values: readonly (T | undefined)[]): T[] {
  return values.filter((value) => value !== undefined);
}
