/** The keys as people read them in the help. */
export const INBOX_KEYS: readonly { keys: readonly string[]; does: string }[] = [
  { keys: ['j'], does: 'Next conversation' },
  { keys: ['k'], does: 'Previous conversation' },
  { keys: ['Enter'], does: 'Open the conversation' },
  { keys: ['r'], does: 'Write a reply; on a message, quote it' },
  { keys: ['↑', '↓'], does: 'Walk through the messages' },
  { keys: ['Enter'], does: 'On a message, everything it offers' },
  { keys: ['+'], does: 'On a message, react to it' },
  { keys: ['e'], does: 'On a message of yours, edit it' },
  { keys: ['Del'], does: 'On a message of yours, delete it' },
  { keys: ['↑'], does: 'In an empty field, edit your last message' },
  { keys: ['f'], does: 'Search the conversation, or all of them' },
  { keys: ['p'], does: 'Pin to the top, or unpin' },
  { keys: ['u'], does: 'Mark as unread, or as read' },
  { keys: ['m'], does: 'Mute, or unmute' },
  { keys: ['Esc'], does: 'Leave the field, then back to the list' },
  { keys: ['?'], does: 'Show this list' },
];
