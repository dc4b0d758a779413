import type { Attachment } from 'svelte/attachments';
import type { Walk } from './message-walk.ts';

const WALKS: Partial<Record<string, Walk>> = {
  ArrowUp: 'up',
  ArrowDown: 'down',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
  Home: 'first',
  End: 'last',
};

/** What the keyboard and a finger can ask of the messages. Keys are those of `data-key`. */
export interface MessageKeys {
  /** `from` is undefined while the keyboard is at no message yet. */
  walk(from: string | undefined, where: Walk): void;
  reply(key: string): void;
  tapped(key: string): void;
  active(key: string): void;
}

/** Walks a log's messages with the arrow, page, Home and End keys, answers one with `r`, and shows a message's time on a tap. */
export function messageKeys(does: MessageKeys): Attachment<HTMLElement> {
  return (log) => {
    // The log scrolls, so the keyboard must be able to get there.
    log.tabIndex = 0;
    const keydown = (event: KeyboardEvent) => handleKey(log, event, does);
    const click = (event: MouseEvent) => handleTap(event, does);
    const focusin = (event: FocusEvent) => {
      const key = keyAt(event.target);
      if (key !== undefined) does.active(key);
    };
    log.addEventListener('keydown', keydown);
    log.addEventListener('click', click);
    log.addEventListener('focusin', focusin);
    return () => {
      log.removeEventListener('keydown', keydown);
      log.removeEventListener('click', click);
      log.removeEventListener('focusin', focusin);
    };
  };
}

function handleKey(log: HTMLElement, event: KeyboardEvent, does: MessageKeys): void {
  const { target, key } = event;
  if (!(target instanceof HTMLElement) || isModified(event)) return;
  const onMessage = target.matches('[data-key]');
  if (target !== log && !onMessage) return;
  const where = WALKS[key];
  if (where) {
    event.preventDefault();
    does.walk(target.dataset['key'], where);
  } else if (key === 'r' && onMessage) {
    event.preventDefault();
    event.stopPropagation();
    does.reply(target.dataset['key'] ?? '');
  }
}

function isModified({ altKey, ctrlKey, metaKey }: KeyboardEvent): boolean {
  return altKey || ctrlKey || metaKey;
}

function handleTap(event: MouseEvent, does: MessageKeys): void {
  if (matchMedia('(hover: hover)').matches) return;
  const { target } = event;
  if (target instanceof Element && target.closest('a, button, input, textarea, label')) return;
  const key = keyAt(target);
  if (key !== undefined) does.tapped(key);
}

function keyAt(target: EventTarget | null): string | undefined {
  if (!(target instanceof Element)) return undefined;
  return target.closest<HTMLElement>('[data-key]')?.dataset['key'];
}
