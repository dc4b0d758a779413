import type { Ask } from './asked.ts';
import { Swipe } from './swipe.ts';

/** How long a finger rests on a message before its menu comes. */
const LONG_PRESS_MS = 450;
/** A finger that moves further is on its way somewhere. */
const STILL_PX = 10;

export interface TouchActs {
  reply(key: string): void;
  ask(key: string, ask: Ask, at: HTMLElement): void;
}

/** One finger on one message. */
interface Touch {
  readonly article: HTMLElement;
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly swipe: Swipe;
  readonly timer: ReturnType<typeof setTimeout>;
}

/**
 * Answers a message that is swiped to the right, and opens the menu of one a finger rests on. Scrolling up and down
 * stays the browser's: messages are `touch-action: pan-y`, and once it scrolls it takes the pointer away. `first` is
 * a finger that is down already.
 */
export function listenTo(log: HTMLElement, does: TouchActs, signal: AbortSignal, first?: PointerEvent): void {
  let touch: Touch | undefined;
  let pressed = false;

  const end = () => {
    clearTimeout(touch?.timer);
    touch?.swipe.end();
    touch = undefined;
  };
  const down = (event: PointerEvent) => {
    end();
    pressed = false;
    const article = articleAt(event);
    if (!article) return;
    const press = () => {
      pressed = true;
      end();
      does.ask(keyOf(article), 'menu', article);
    };
    const { pointerId: id, clientX: x, clientY: y } = event;
    touch = { article, id, x, y, swipe: new Swipe(article, x), timer: setTimeout(press, LONG_PRESS_MS) };
  };
  const move = (event: PointerEvent) => {
    if (touch?.id !== event.pointerId) return;
    const [dx, dy] = [event.clientX - touch.x, event.clientY - touch.y];
    if (Math.hypot(dx, dy) > STILL_PX) clearTimeout(touch.timer);
    touch.swipe.move(dx, dy);
  };
  const up = (event: PointerEvent) => {
    if (touch?.id !== event.pointerId) return;
    const { article, swipe } = touch;
    if (swipe.far) does.reply(keyOf(article));
    end();
  };
  // The finger that opened the menu presses nothing under it, and the browser's own menu stays away.
  const click = (event: Event) => {
    if (!pressed) return;
    pressed = false;
    event.preventDefault();
    event.stopPropagation();
  };
  const contextmenu = (event: Event) => {
    if (touch || pressed) event.preventDefault();
  };

  log.addEventListener('pointerdown', down, { signal });
  log.addEventListener('pointermove', move, { signal });
  log.addEventListener('pointerup', up, { signal });
  log.addEventListener('pointercancel', end, { signal });
  log.addEventListener('click', click, { signal, capture: true });
  log.addEventListener('contextmenu', contextmenu, { signal });
  signal.addEventListener('abort', end);
  if (first) down(first);
}

function articleAt({ pointerType, isPrimary, target }: PointerEvent): HTMLElement | undefined {
  if (pointerType !== 'touch' || !isPrimary || !(target instanceof Element)) return undefined;
  // What is dragged or held itself, as the place in a voice message and a video's own bar.
  if (target.closest('input, textarea, label, [role="slider"], video')) return undefined;
  return target.closest<HTMLElement>('article[data-seq]') ?? undefined;
}

function keyOf(article: HTMLElement): string {
  return article.dataset['key'] ?? '';
}
