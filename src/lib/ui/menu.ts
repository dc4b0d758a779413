import type { Attachment } from 'svelte/attachments';
import type { IconName } from './icon.ts';
import { rovingTarget } from './roving.ts';

/** One line of a menu: does something, or leads somewhere when it has an `href`. */
export interface MenuItem {
  label: string;
  icon?: IconName | undefined;
  onselect?: (() => void) | undefined;
  href?: string | undefined;
  danger?: boolean | undefined;
  disabled?: boolean | undefined;
}

/** Where a menu belongs. */
type Trigger = Pick<Element, 'getBoundingClientRect'>;

const GAP = 6;
const EDGE = 8;
/** A phone's bottom bar stays uncovered. */
const BAR = 72;

/** Places a popover menu at its trigger as it opens, moves focus in, and walks it with the arrow keys. */
export function menu(
  trigger: () => Trigger | null,
  toggled: (open: boolean) => void,
): Attachment<HTMLElement> {
  return (popover) => {
    const toggle = (event: ToggleEvent) => {
      const open = event.newState === 'open';
      toggled(open);
      if (!open) return;
      place(popover, trigger());
      items(popover)[0]?.focus();
    };
    const keydown = (event: KeyboardEvent) => {
      walk(popover, event);
    };

    popover.addEventListener('toggle', toggle);
    popover.addEventListener('keydown', keydown);
    return () => {
      popover.removeEventListener('toggle', toggle);
      popover.removeEventListener('keydown', keydown);
    };
  };
}

function items(popover: HTMLElement): HTMLElement[] {
  return [...popover.querySelectorAll<HTMLElement>('[role=menuitem]:not([disabled])')];
}

function walk(popover: HTMLElement, event: KeyboardEvent): void {
  if (event.key === 'Tab') popover.hidePopover();
  const all = items(popover);
  const from = all.findIndex((item) => item === document.activeElement);
  const target = rovingTarget(event.key, from, all.length) ?? byLetter(all, event.key, from);
  if (target === undefined) return;
  event.preventDefault();
  all[target]?.focus();
}

function byLetter(all: HTMLElement[], key: string, from: number): number | undefined {
  if (!/^\p{L}$/u.test(key)) return undefined;
  const starts = (item: HTMLElement) => item.textContent.trim().toLowerCase().startsWith(key.toLowerCase());
  const after = all.findIndex((item, index) => index > from && starts(item));
  const found = after === -1 ? all.findIndex(starts) : after;
  return found === -1 ? undefined : found;
}

// Below the trigger and flush with its end; above when there is no room; never outside the window.
function place(popover: HTMLElement, trigger: Trigger | null): void {
  if (!trigger) return;
  const at = trigger.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = popover;
  const below = at.bottom + GAP;
  const top = below + height > innerHeight - BAR ? at.top - GAP - height : below;
  const wanted = at.left + width > innerWidth - EDGE ? at.right - width : at.left;
  popover.style.top = `${Math.max(EDGE, top)}px`;
  popover.style.left = `${Math.min(Math.max(EDGE, wanted), innerWidth - width - EDGE)}px`;
}
