import type { MessageView } from '#contract/conversations';
import { isEditable } from '#contract/rules/editing';
import type { IconName } from '$ui/icon.ts';
import type { Ask } from './asked.ts';

/** One line of a message's menu. */
export interface Possible {
  readonly ask: Ask;
  readonly label: string;
  readonly icon: IconName;
  readonly danger?: boolean;
}

/** Who looks, and when. */
export interface Onlooker {
  readonly me: number;
  /** Whether the thread has ended. */
  readonly closed: boolean;
  readonly now: Date;
}

/** Whether somebody can put an emoji under a message. */
export function canReact(message: MessageView, { closed }: Onlooker): boolean {
  return !closed && message.deletedAt === null;
}

/** What somebody can do with a message, in the order of a menu. */
export function possible(message: MessageView, who: Onlooker): Possible[] {
  const { senderId, kind, deletedAt, editedAt, text } = message;
  if (deletedAt !== null) return [];
  const own = !who.closed && senderId === who.me && kind === 'text';
  const lines: (Possible | false)[] = [
    !who.closed && { ask: 'reply', label: 'Reply', icon: 'reply' },
    text !== '' && { ask: 'copy', label: 'Copy text', icon: 'copy' },
    own && isEditable(new Date(message.createdAt), who.now) && { ask: 'edit', label: 'Edit', icon: 'pencil' },
    editedAt !== null && { ask: 'history', label: 'Edit history', icon: 'history' },
    own && { ask: 'delete', label: 'Delete', icon: 'trash-2', danger: true },
  ];
  return lines.filter((line) => line !== false);
}
