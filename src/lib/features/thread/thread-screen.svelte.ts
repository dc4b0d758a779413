import { tick } from 'svelte';
import { attachmentsLine } from '#contract/attachments-line';
import type { MessageView } from '#contract/conversations';
import type { DraftFile } from '../../media/file.ts';
import type { ThreadEdge } from '../../realtime/thread-edge.svelte.ts';
import type { Thread } from '../../realtime/thread.svelte.ts';
import { Attaching } from '../media/attaching.svelte.ts';
import type { Asked } from '../message-acts/asked.ts';
import type { Patch } from '../message-acts/patches.ts';
import { ThreadScroll } from './thread-scroll.svelte.ts';

const HIGHLIGHT_MS = 1_600;

/** One thread as it stands on the screen. It outlives its components: leaving and coming back changes nothing. */
export class ThreadScreen {
  readonly scroll: ThreadScroll;
  readonly attaching: Attaching;
  /** What is asked of a message: its menu, or what its menu leads to. */
  asked = $state.raw<Asked>();
  /** What was done with messages and is not stored yet. */
  patches = $state.raw<readonly Patch[]>([]);
  /** The message whose text is in the composer. */
  editing = $state.raw<MessageView>();
  #edited = $state('');
  /** Key of the message whose time and actions were asked for by a tap. */
  tapped = $state<string>();
  /** Key of the message the keyboard is at. */
  active = $state<string>();
  /** Key of the message the pointer is at. */
  near = $state<string>();
  /** The `seq` of a message that was just jumped to. */
  highlighted = $state<number>();
  /** The calendar day that was pressed, while one to jump to is being chosen. */
  choosingDay = $state<string>();
  /** Whether its messages are being searched. */
  searching = $state(false);
  #composer: HTMLTextAreaElement | undefined;
  #jumping = false;

  constructor(readonly thread: Thread) {
    this.attaching = new Attaching(thread.uploads, thread.conversationId);
    this.scroll = new ThreadScroll({
      reachesEnd: () => !thread.hasNewer,
      seen: (seq) => thread.markRead(seq),
      reading: (seq) => thread.reading(seq),
      nearStart: () => this.#near(thread.older, thread.hasOlder),
      nearEnd: () => this.#near(thread.newer, thread.hasNewer),
      lost: (seq) => {
        if (!this.#jumping) void this.#show(seq);
      },
    });
  }

  /** The message the next one answers; none while the thread does not reach it. */
  get replyTo(): MessageView | undefined {
    const { messages, draft } = this.thread;
    const { replyToSeq } = draft;
    return replyToSeq === null ? undefined : messages.find(({ seq }) => seq === replyToSeq);
  }

  set replyTo(message: MessageView | undefined) {
    this.thread.draft.replyToSeq = message?.seq ?? null;
  }

  /** Registers the field that `reply` and the keyboard lead to. */
  readonly composer = (field: HTMLTextAreaElement): (() => void) => {
    this.#composer = field;
    return () => (this.#composer = undefined);
  };

  get composerField(): HTMLTextAreaElement | undefined {
    return this.#composer;
  }

  focusComposer(): void {
    this.#composer?.focus();
  }

  /** What the composer holds: the draft, or the text of the message that is edited. */
  get text(): string {
    return this.editing ? this.#edited : this.thread.draft.text;
  }

  set text(text: string) {
    if (this.editing) this.#edited = text;
    else this.thread.draft.text = text;
  }

  /** Puts a message into the composer, with another text where that is what could not be saved. */
  edit(message: MessageView, text = message.text): void {
    this.editing = message;
    this.#edited = text;
    this.tapped = undefined;
    this.focusComposer();
  }

  reply(message: MessageView): void {
    this.editing = undefined;
    this.replyTo = message;
    this.tapped = undefined;
    this.focusComposer();
  }

  /** With the files that were chosen, or with these. */
  send(text: string, files: readonly DraftFile[] = this.attaching.tray?.take() ?? []): void {
    this.thread.send(text, this.replyTo?.seq, files);
    this.toNewest();
  }

  /** Loads the page beyond one end of what is held. Never throws. */
  async load(edge: ThreadEdge): Promise<void> {
    await edge.load();
    await tick();
    this.scroll.settle();
  }

  /** Shows the newest message and follows from now on. */
  toNewest(): void {
    this.thread.toNewest();
    this.scroll.toEnd();
  }

  /**
   * Shows a message wherever it is in the thread, marks it for a moment and takes the keyboard there. False when it
   * cannot be had.
   */
  async jumpTo(seq: number): Promise<boolean> {
    const row = await this.#show(seq);
    if (!row) return false;
    row.querySelector<HTMLElement>('[data-key]')?.focus({ preventScroll: true });
    this.highlighted = seq;
    setTimeout(() => {
      if (this.highlighted === seq) this.highlighted = undefined;
    }, HIGHLIGHT_MS);
    return true;
  }

  /** Shows where a calendar day of the reader's zone begins, or the next with messages. Rejects with an `ApiError`. */
  async jumpToDay(day: string, timeZone: string): Promise<void> {
    this.#jumping = true;
    const seq = await this.thread.revealDay(day, timeZone).finally(() => (this.#jumping = false));
    if (seq !== undefined) await this.jumpTo(seq);
  }

  /** What just failed is tried again by a person, or when there is a connection again. */
  #near(edge: ThreadEdge, more: boolean): void {
    const { older, newer } = this.thread;
    if (more && !edge.error && !older.loading && !newer.loading) void this.load(edge);
  }

  /** Also for what was read and is held no more, as after a long time away. */
  async #show(seq: number): Promise<HTMLElement | undefined> {
    this.#jumping = true;
    try {
      if (!(await this.thread.reveal(seq))) return undefined;
      await tick();
      return await this.scroll.toSeq(seq);
    } finally {
      this.#jumping = false;
    }
  }
}

/** A message in one line, for where only text fits. */
export function lineOf({ text, attachments }: MessageView): string {
  return text || attachmentsLine(attachments);
}

const screens = new WeakMap<Thread, ThreadScreen>();

/** The screen of a thread, the same one every time. */
export function screenOf(thread: Thread): ThreadScreen {
  const known = screens.get(thread);
  if (known) return known;
  const made = new ThreadScreen(thread);
  screens.set(thread, made);
  return made;
}
