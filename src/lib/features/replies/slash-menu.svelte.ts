import type { SavedReplyView } from '#contract/saved-replies';
import { rovingTarget } from '$ui/roving.ts';
import { findReplies } from './find-replies.ts';
import type { Replies } from './replies.svelte.ts';
import { slashAt, type Slash } from './slash.ts';

const SHOWN = 50;

export interface SlashMenuDeps {
  replies: Replies;
  /** Puts a reply in the place of what was typed to find it. */
  insert(reply: SavedReplyView, at: Slash & { end: number }): void;
}

/**
 * The list of saved replies that a `/` opens in the composer's field. Focus stays in the field: arrows move the choice,
 * Enter and Tab take it, Escape closes the list until another `/` is typed.
 */
export class SlashMenu {
  #slash = $state.raw<Slash>();
  #caret = 0;
  #dismissed = $state<number>();
  #chosen = $state(0);

  constructor(private readonly deps: SlashMenuDeps) {}

  readonly found = $derived.by(() =>
    this.#slash ? findReplies(this.deps.replies.items, this.#slash.query).slice(0, SHOWN) : [],
  );
  /** A search that finds nothing is a text that begins with a slash. */
  readonly open = $derived.by(
    () =>
      this.#slash !== undefined &&
      this.#dismissed !== this.#slash.start &&
      (this.found.length > 0 || this.#slash.query === ''),
  );
  readonly chosen = $derived.by(() => Math.min(this.#chosen, Math.max(0, this.found.length - 1)));

  /** Watches the field; give the result of this to `{@attach}`, or call what it returns to stop. */
  readonly watch = (field: HTMLTextAreaElement): (() => void) => {
    const look = () => this.#look(field);
    const keydown = (event: KeyboardEvent) => this.#keydown(event);
    const blur = () => (this.#slash = undefined);
    look();
    field.addEventListener('input', look);
    field.addEventListener('focus', look);
    field.addEventListener('blur', blur);
    document.addEventListener('selectionchange', look);
    // Before the composer's own keys, which would send.
    field.addEventListener('keydown', keydown, { capture: true });
    return () => {
      field.removeEventListener('input', look);
      field.removeEventListener('focus', look);
      field.removeEventListener('blur', blur);
      document.removeEventListener('selectionchange', look);
      field.removeEventListener('keydown', keydown, { capture: true });
    };
  };

  take(reply: SavedReplyView): void {
    if (!this.#slash) return;
    this.deps.insert(reply, { ...this.#slash, end: this.#caret });
    this.#slash = undefined;
  }

  choose(index: number): void {
    this.#chosen = index;
  }

  dismiss(): void {
    this.#dismissed = this.#slash?.start;
  }

  #look(field: HTMLTextAreaElement): void {
    if (document.activeElement !== field) return;
    const { selectionStart, selectionEnd, value } = field;
    const slash = selectionStart === selectionEnd ? slashAt(value, selectionEnd) : undefined;
    if (slash?.query !== this.#slash?.query) this.#chosen = 0;
    if (slash === undefined || slash.start !== this.#dismissed) this.#dismissed = undefined;
    this.#caret = selectionEnd;
    this.#slash = slash;
  }

  #keydown(event: KeyboardEvent): void {
    if (!this.open || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!this.#does(event)) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** Whether the key was for the list. */
  #does({ key, shiftKey }: KeyboardEvent): boolean {
    if (key === 'Escape') {
      this.dismiss();
      return true;
    }
    const reply = this.found[this.chosen];
    if (!reply || shiftKey) return false;
    if (key === 'Enter' || key === 'Tab') {
      this.take(reply);
      return true;
    }
    if (key !== 'ArrowDown' && key !== 'ArrowUp') return false;
    this.#chosen = rovingTarget(key, this.chosen, this.found.length) ?? this.chosen;
    return true;
  }
}
