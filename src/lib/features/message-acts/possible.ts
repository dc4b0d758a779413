import Copy from '@lucide/svelte/icons/copy';
import History from '@lucide/svelte/icons/history';
import Pencil from '@lucide/svelte/icons/pencil';
import Reply from '@lucide/svelte/icons/reply';
import Trash from '@lucide/svelte/icons/trash-2';
import type { MessageView } from '#contract/conversations';
import { isEditable } from '#contract/rules/editing';
import type { Glyph } from '$ui/icon.ts';
import type { Ask } from './asked.ts';

/** One line of a message's menu. */
export interface Possible {
  readonly ask: Ask;
  readonly label: string;
  readonly icon: Glyph;
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
    !who.closed && { ask: 'reply', label: 'Reply', icon: Reply },
    text !== '' && { ask: 'copy', label: 'Copy text', icon: Copy },
    own && isEditable(new Date(message.createdAt), who.now) && { ask: 'edit', label: 'Edit', icon: Pencil },
    editedAt !== null && { ask: 'history', label: 'Edit history', icon: History },
    own && { ask: 'delete', label: 'Delete', icon: Trash, danger: true },
  ];
  return lines.filter((line) => line !== false);
}
