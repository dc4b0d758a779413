import type { Attachment } from 'svelte/attachments';

/** A finger that stays this long on one place asks for the menu. */
const LONG_PRESS_MS = 500;
/** A finger is never quite still. */
const SLACK_PX = 10;

/**
 * Opens a menu of one's own where the browser would open its: by the right button, the menu key, and a long press, which
 * iOS does not report.
 * @param opens told what was pressed and where; gives whether there is a menu for it
 */
export function pressMenu(opens: (target: Element, at: DOMRect) => boolean): Attachment<HTMLElement> {
  return (area) => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let from = { x: 0, y: 0 };
    let opened = false;
    const open = ({ target, clientX, clientY }: MouseEvent) =>
      target instanceof Element && opens(target, new DOMRect(clientX, clientY));
    const lift = () => clearTimeout(timer);
    const listeners: { [E in keyof HTMLElementEventMap]?: (event: HTMLElementEventMap[E]) => void } = {
      contextmenu(event) {
        lift();
        // Where the long press has opened it, this is the same press.
        if (opened || open(event)) event.preventDefault();
      },
      pointerdown(event) {
        lift();
        opened = false;
        from = event;
        if (event.pointerType === 'touch') timer = setTimeout(() => (opened = open(event)), LONG_PRESS_MS);
      },
      pointermove(event) {
        if (Math.hypot(event.x - from.x, event.y - from.y) > SLACK_PX) lift();
      },
      pointerup: lift,
      pointercancel: lift,
      click(event) {
        if (!opened) return;
        event.preventDefault();
        opened = false;
      },
    };
    const added = Object.entries(listeners) as [string, EventListener][];
    for (const [name, listener] of added) area.addEventListener(name, listener, true);
    return () => {
      lift();
      for (const [name, listener] of added) area.removeEventListener(name, listener, true);
    };
  };
}
