import type { Setting } from '../thread/thread-settings.ts';

/** What the inbox's keys do. */
export interface InboxKeys {
  move(by: 1 | -1): void;
  reply(): void;
  setting(which: Setting): void;
  back(): void;
  search(): void;
  help(): void;
}

/** Handles a key of the page; nothing while somebody types or records, a dialog or menu is open, or a modifier is held. */
export function inboxKey(event: KeyboardEvent, does: InboxKeys): void {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
  if (isTyping(event.target) || document.querySelector(BUSY)) return;
  const act = ACTS[event.key];
  if (!act) return;
  event.preventDefault();
  act(does);
}

const BUSY = 'dialog[open], [popover]:popover-open, [data-own-keys]';

const ACTS: Partial<Record<string, (does: InboxKeys) => void>> = {
  j: (does) => does.move(1),
  k: (does) => does.move(-1),
  r: (does) => does.reply(),
  p: (does) => does.setting('pin'),
  u: (does) => does.setting('mark'),
  m: (does) => does.setting('mute'),
  f: (does) => does.search(),
  Escape: (does) => does.back(),
  '?': (does) => does.help(),
};

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}

/** The conversation whose row has the focus. */
export function focusedRow(): number | undefined {
  const row = document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset['row'];
  return row === undefined ? undefined : Number(row);
}

/** From the field above the list: Enter opens the first row or message that was found, the arrow leads to it. */
export function searchKey(event: KeyboardEvent, list: HTMLElement): void {
  const first = list.querySelector('a');
  if (event.isComposing || !first || !['Enter', 'ArrowDown'].includes(event.key)) return;
  event.preventDefault();
  first.focus();
  if (event.key === 'Enter') first.click();
}

/** Moves the focus from row to row; from elsewhere it begins at the open one. */
export function moveInRows(list: HTMLElement, by: 1 | -1): void {
  const rows = [...list.querySelectorAll<HTMLElement>('[data-row]')];
  const focused = rows.findIndex((row) => row === document.activeElement);
  const open = rows.findIndex((row) => row.ariaCurrent === 'page');
  const from = focused === -1 ? open : focused;
  const to = from === -1 ? 0 : Math.min(Math.max(from + by, 0), rows.length - 1);
  rows[to]?.focus();
}
