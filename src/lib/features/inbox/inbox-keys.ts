/** What the inbox's keys do. */
export interface InboxKeys {
  move(by: 1 | -1): void;
  reply(): void;
  back(): void;
  search(): void;
  help(): void;
}

/** The keys as people read them in the help. */
export const INBOX_KEYS: readonly { keys: readonly string[]; does: string }[] = [
  { keys: ['j'], does: 'Next conversation' },
  { keys: ['k'], does: 'Previous conversation' },
  { keys: ['Enter'], does: 'Open the conversation' },
  { keys: ['r'], does: 'Write a reply; on a message, quote it' },
  { keys: ['f'], does: 'Search the conversation, or all of them' },
  { keys: ['↑', '↓'], does: 'Walk through the messages' },
  { keys: ['Esc'], does: 'Leave the field, then back to the list' },
  { keys: ['?'], does: 'Show this list' },
];

/** Handles a key of the page; nothing while somebody types, a dialog or menu is open, or a modifier is held. */
export function inboxKey(event: KeyboardEvent, does: InboxKeys): void {
  if (event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
  if (isTyping(event.target) || document.querySelector('dialog[open], [popover]:popover-open')) return;
  const act = actOf(event.key, does);
  if (!act) return;
  event.preventDefault();
  act();
}

function actOf(key: string, does: InboxKeys): (() => void) | undefined {
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

/** Moves the focus from row to row; from elsewhere it begins at the open one. */
export function moveInRows(list: HTMLElement, by: 1 | -1): void {
  const rows = [...list.querySelectorAll<HTMLElement>('[data-row]')];
  const focused = rows.findIndex((row) => row === document.activeElement);
  const open = rows.findIndex((row) => row.ariaCurrent === 'page');
  const from = focused === -1 ? open : focused;
  const to = from === -1 ? 0 : Math.min(Math.max(from + by, 0), rows.length - 1);
  rows[to]?.focus();
}
