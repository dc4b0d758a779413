import { tick } from 'svelte';
import { attachmentsLine } from '#contract/attachments-line';
import type { MessageView } from '#contract/conversations';
import type { DraftFile } from '../../media/file.ts';
import type { Thread } from '../../realtime/thread.svelte.ts';
import { Attaching } from '../media/attaching.svelte.ts';
import { ThreadScroll } from './thread-scroll.svelte.ts';

const HIGHLIGHT_MS = 1_600;

/** One thread as it stands on the screen. It outlives its components: leaving and coming back changes nothing. */
export class ThreadScreen {
  readonly scroll: ThreadScroll;
  readonly attaching: Attaching;
  /** The message the next one answers. */
  replyTo = $state.raw<MessageView>();
  /** Key of the message whose time and actions were asked for by a tap. */
  tapped = $state<string>();
  /** Key of the message the keyboard is at. */
  active = $state<string>();
  /** The `seq` of a message that was just jumped to. */
  highlighted = $state<number>();
  #composer: HTMLTextAreaElement | undefined;
  /** The page before that is on its way. */
  #loading = Promise.resolve();

  constructor(readonly thread: Thread) {
    this.attaching = new Attaching(thread.uploads);
    this.scroll = new ThreadScroll({
      seen: (seq) => thread.markRead(seq),
      nearStart: () => this.older(),
    });
  }

  /** Registers the field that `reply` and the keyboard lead to. */
  readonly composer = (field: HTMLTextAreaElement): (() => void) => {
    this.#composer = field;
    return () => (this.#composer = undefined);
  };

  focusComposer(): void {
    this.#composer?.focus();
  }

  reply(message: MessageView): void {
    this.replyTo = message;
    this.tapped = undefined;
    this.focusComposer();
  }

  /** With the files that were chosen, or with these. */
  send(text: string, files: readonly DraftFile[] = this.attaching.tray?.take() ?? []): void {
    this.thread.send(text, this.replyTo?.seq, files);
    this.replyTo = undefined;
    void tick().then(() => this.scroll.toEnd());
  }

  /** Loads the page before, unless that just failed: then a person decides. */
  older(): void {
    const { thread } = this;
    if (thread.hasOlder && !thread.loadingOlder && !thread.olderError) this.retryOlder();
  }

  retryOlder(): void {
    this.#loading = this.#older();
  }

  /** Shows the message a reply quotes, loading back to it if need be. False when it is out of reach. */
  async jumpTo(seq: number): Promise<boolean> {
    await this.#loading;
    if (!(await this.thread.reveal(seq))) return false;
    await tick();
    if (!this.scroll.toSeq(seq)) return false;
    this.highlighted = seq;
    setTimeout(() => {
      if (this.highlighted === seq) this.highlighted = undefined;
    }, HIGHLIGHT_MS);
    return true;
  }

  async #older(): Promise<void> {
    await this.thread.loadOlder();
    await tick();
    this.scroll.settle();
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
