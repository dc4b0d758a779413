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
  const act = actOf(event.key, does);
  if (!act) return;
  event.preventDefault();
  act();
}

const BUSY = 'dialog[open], [popover]:popover-open, [data-own-keys]';

const SETTINGS: Partial<Record<string, Setting>> = { p: 'pin', u: 'mark', m: 'mute' };

function actOf(key: string, does: InboxKeys): (() => void) | undefined {
  const setting = SETTINGS[key];
  if (setting) return () => does.setting(setting);
  switch (key) {
    case 'j':
      return () => does.move(1);
    case 'k':
      return () => does.move(-1);
    case 'r':
      return () => does.reply();
    case 'f':
      return () => does.search();
    case 'Escape':
      return () => does.back();
    case '?':
      return () => does.help();
    default:
      return undefined;
  }
}

function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]');
}

/** The conversation whose row has the focus. */
export function focusedRow(): number | undefined {
  const row = document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset['row'];
  return row === undefined ? undefined : Number(row);
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
