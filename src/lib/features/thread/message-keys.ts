import type { Attachment } from 'svelte/attachments';
import type { Ask } from '../message-acts/asked.ts';
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
  /** The pointer is at that message; undefined when it is at none. */
  near(key: string | undefined): void;
  /** Something is asked of a message; menus open at `at`. */
  ask(key: string, ask: Ask, at: HTMLElement): void;
}

/** What a key asks of the message it is pressed on. */
const ASKS: Readonly<Record<string, Ask>> = {
  e: 'edit',
  '+': 'react',
  Enter: 'menu',
  Delete: 'delete',
};

/**
 * Walks a log's messages with the arrow, page, Home and End keys, does things with one by a key or a finger, and shows a
 * message's time on a tap.
 */
export function messageKeys(does: MessageKeys): Attachment<HTMLElement> {
  return (log) => {
    // The log scrolls, so the keyboard must be able to get there.
    log.tabIndex = 0;
    const gone = new AbortController();
    const { signal } = gone;
    const focusin = (event: FocusEvent) => {
      const key = keyAt(event.target);
      if (key !== undefined) does.active(key);
    };
    log.addEventListener('keydown', (event) => handleKey(log, event, does), { signal });
    log.addEventListener('click', (event) => handleTap(event, does), { signal });
    log.addEventListener('focusin', focusin, { signal });
    log.addEventListener('pointerover', ({ target }) => does.near(keyAt(target)), { signal });
    const first = (event: PointerEvent) => {
      if (event.pointerType !== 'touch') return;
      log.removeEventListener('pointerdown', first);
      void fetchTouch(log, does, signal, event);
    };
    log.addEventListener('pointerdown', first, { signal });
    return () => gone.abort();
  };
}

/** The first finger fetches what fingers need, and counts while it stays. Without it there is still the tap. */
async function fetchTouch(
  log: HTMLElement,
  does: MessageKeys,
  signal: AbortSignal,
  first: PointerEvent,
): Promise<void> {
  let finger: PointerEvent | undefined = first;
  // What is touched has the finger until it is lifted, or the browser scrolls with it.
  log.addEventListener('lostpointercapture', () => (finger = undefined), { signal });
  const touch = await import('../message-acts/touch.ts').catch(() => undefined);
  if (!signal.aborted) touch?.listenTo(log, does, signal, finger);
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
  } else if (onMessage && ask(target, key, does)) {
    event.preventDefault();
    event.stopPropagation();
  }
}

/** Does what a key asks of the message it is pressed on; false for any other key. */
function ask(message: HTMLElement, pressed: string, does: MessageKeys): boolean {
  const key = message.dataset['key'] ?? '';
  const asks = ASKS[pressed];
  if (asks) does.ask(key, asks, message);
  else if (pressed === 'r') does.reply(key);
  else return false;
  return true;
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
