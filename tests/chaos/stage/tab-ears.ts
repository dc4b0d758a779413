import type { ConversationChange, ReceiptUpdate, SessionEndReason } from '#contract/realtime';
import type { AnswerEars, Device, Ears, Question } from '../browser/interface.ts';
import type { Gap } from '../history.ts';
import type { Recorder } from './recorder.ts';

/** An answer that took longer shows that something was in its way. */
const LATE_MS = 800;

export interface TabNames {
  readonly tab: string;
  readonly userId: number;
}

/** Writes down what one tab sends, is told and misses. */
export class TabEars implements Ears {
  /** What the tab shows; known as soon as it is open. */
  device: Device | undefined;
  /** Called when a message has been handed to the network. */
  onSend: () => void = () => undefined;
  /** Called when the device has given up because its session is over. */
  onEnd: (reason: SessionEndReason) => void = () => undefined;
  #open: Gap[] = [];
  /** Gaps after which the truth was asked for; the missing change may have been late and not lost. */
  #asking: Gap[] = [];
  #syncs = 0;

  constructor(
    private readonly names: TabNames,
    private readonly recorder: Recorder,
  ) {}

  opened(): void {
    this.#syncs = 0;
  }

  closed(): void {
    this.recorder.note('disconnected', this.names.tab);
    this.#asking = [];
    this.#close(this.#open, 'lost');
  }

  refused(): void {
    this.recorder.note('refused', this.names.tab);
  }

  ended(reason: SessionEndReason): void {
    this.onEnd(reason);
  }

  incoming(): void {
    // Each kind that matters is told apart below.
  }

  changes(changes: readonly ConversationChange[]): void {
    for (const change of changes) {
      this.recorder.toldMarks(change.conversationId, change.members);
      this.recorder.toldMessages(change.messages);
      this.#forgiveLate(change);
      this.#lookForGap(change);
    }
  }

  receipt({ conversationId, userId, deliveredSeq, readSeq }: ReceiptUpdate): void {
    this.recorder.toldMarks(conversationId, { [userId]: { deliveredSeq, readSeq } });
  }

  changed(conversationId: number): void {
    const rev = this.device?.held(conversationId)?.rev;
    if (rev === undefined || this.#open.length === 0) return;
    const filled = this.#open.filter((gap) => gap.conversationId === conversationId && rev >= gap.fromRev);
    this.#close(filled, 'filled');
  }

  pending(conversationId: number): void {
    for (const { text, state } of this.device?.pending(conversationId) ?? []) {
      const operation = this.recorder.operations.get(text);
      if (!operation) continue;
      // While it is being saved, the screen has not said yet that it will be sent.
      if (state !== 'saving') operation.promised = true;
      if (state === 'failed') operation.outcome = 'failed';
    }
  }

  asking(question: Question): AnswerEars {
    const { recorder, names } = this;
    const askedAt = performance.now();
    const answered = () => {
      if (performance.now() - askedAt > LATE_MS) recorder.note('late', names.tab);
    };
    if (question.event === 'message:send') this.onSend();
    if (question.event === 'sync') this.#asked();
    const done = () => {
      if (question.event === 'sync') this.#syncs -= 1;
    };
    return {
      sent: ({ message, duplicate, fromRev, rev }) => {
        answered();
        // What this tab changed comes with its answer alone (R7).
        this.#forgiveLate({ conversationId: message.conversationId, fromRev, rev });
        if (duplicate) recorder.note('duplicate', names.tab);
        const operation = question.event === 'message:send' && recorder.operations.get(question.text);
        if (operation)
          Object.assign(operation, { outcome: 'ok', acknowledged: { id: message.id, seq: message.seq } });
        recorder.toldMessages([message]);
      },
      acted: ({ message, fromRev, rev }) => {
        answered();
        this.#forgiveLate({ conversationId: message.conversationId, fromRev, rev });
        recorder.toldMessages([message]);
      },
      marked: (conversationId, { members }) => {
        answered();
        recorder.toldMarks(conversationId, members);
      },
      synced: (result) => {
        answered();
        done();
        for (const change of result.changes) recorder.toldMessages(change.messages);
        for (const [id, state] of Object.entries(result.states))
          recorder.toldMarks(Number(id), state.members);
      },
      refused: (code) => {
        done();
        this.#refused(question, code);
      },
      lost: () => {
        done();
        recorder.note('unanswered', names.tab);
      },
    };
  }

  #refused(question: Question, code: string): void {
    const { recorder, names } = this;
    if (code === 'unavailable') recorder.note('unavailable', names.tab);
    if (code === 'internal') recorder.internalErrors.push(`${question.event} of ${names.tab}`);
    if (question.event !== 'message:send') return;
    const operation = recorder.operations.get(question.text);
    if (operation && ['not_found', 'conflict', 'forbidden', 'invalid_input'].includes(code))
      operation.outcome = 'failed';
  }

  #forgiveLate({
    conversationId,
    fromRev,
    rev,
  }: Pick<ConversationChange, 'conversationId' | 'fromRev' | 'rev'>): void {
    if (this.#asking.length === 0) return;
    const missing = (gap: Gap) =>
      gap.conversationId === conversationId && fromRev < gap.fromRev && rev >= gap.fromRev;
    for (const gap of this.#asking.filter(missing)) gap.closedBy = 'filled';
    this.#asking = this.#asking.filter((gap) => !missing(gap));
  }

  #lookForGap({ conversationId, fromRev, reset }: ConversationChange): void {
    const rev = this.device?.held(conversationId)?.rev;
    if (rev === undefined || reset === true || fromRev <= rev) return;
    this.recorder.note('gap', this.names.tab);
    const gap = { tab: this.names.tab, conversationId, fromRev, at: Date.now() };
    const entry: Gap = { ...gap, closedAt: undefined, closedBy: undefined };
    this.recorder.gaps.push(entry);
    this.#open.push(entry);
    if (this.#syncs > 0) this.#close([entry], 'filled');
  }

  #asked(): void {
    this.#syncs += 1;
    this.#asking.push(...this.#open);
    this.#close(this.#open, 'asked');
  }

  #close(gaps: readonly Gap[], how: NonNullable<Gap['closedBy']>): void {
    for (const gap of gaps) Object.assign(gap, { closedAt: Date.now(), closedBy: how });
    this.#open = this.#open.filter((gap) => !gaps.includes(gap));
  }
}
