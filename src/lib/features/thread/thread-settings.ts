import type { ConversationView } from '#contract/conversations';
import type { UpdateSettingsBody } from '#contract/own-threads';
import { isMuted, MUTED_FOREVER } from '#contract/rules/muted';
import type { MenuItem } from '$ui/menu.ts';
import type { Toasts } from '$ui/toasts.svelte.ts';
import { messageOf, toApiError } from '../../errors.ts';
import type { Realtime } from '../../realtime/realtime.svelte.ts';

const HOUR_MS = 3_600_000;

/** What one can change of how one sees a thread. */
export type Setting = 'pin' | 'mark' | 'mute';

export interface SettingsDesk {
  realtime: Pick<Realtime, 'updateSettings'>;
  toasts: Pick<Toasts, 'show'>;
  /** The thread was marked: whoever has it open leaves it, or looking at it would undo the mark. */
  marked(conversationId: number): void;
}

interface Change {
  label: string;
  /** Said once it is done. */
  said: string;
  icon: MenuItem['icon'];
  body: UpdateSettingsBody;
}

/** Turns a setting into its opposite. Never throws: says what went wrong. */
export function toggleSetting(desk: SettingsDesk, row: ConversationView, setting: Setting): Promise<void> {
  return change(desk, row, changesOf(row, setting)[0]);
}

/** The menu of a thread's settings. */
export function settingsItems(
  desk: SettingsDesk,
  row: ConversationView,
  settings: readonly Setting[],
): MenuItem[] {
  return settings.flatMap((setting) =>
    changesOf(row, setting).map((one) => ({
      label: one.label,
      icon: one.icon,
      onselect: () => void change(desk, row, one),
    })),
  );
}

function changesOf(row: ConversationView, setting: Setting): [Change, ...Change[]] {
  switch (setting) {
    case 'pin':
      return row.pinnedAt === null
        ? [{ label: 'Pin to the top', said: 'Pinned', icon: 'pin', body: { pinned: true } }]
        : [{ label: 'Unpin', said: 'Unpinned', icon: 'pin-off', body: { pinned: false } }];
    case 'mark':
      return row.markedUnread
        ? [
            {
              label: 'Mark as read',
              said: 'Marked as read',
              icon: 'mail-open',
              body: { markedUnread: false },
            },
          ]
        : [{ label: 'Mark as unread', said: 'Marked as unread', icon: 'mail', body: { markedUnread: true } }];
    case 'mute':
      return isMuted(row, Date.now()) ? [unmute] : [muteFor('for good', undefined), ...mutes()];
  }
}

const unmute: Change = { label: 'Unmute', said: 'No longer muted', icon: 'bell', body: { mutedUntil: null } };

function mutes(): Change[] {
  return [muteFor('for an hour', HOUR_MS), muteFor('for a day', 24 * HOUR_MS)];
}

function muteFor(words: string, ms: number | undefined): Change {
  const mutedUntil = ms === undefined ? MUTED_FOREVER : new Date(Date.now() + ms).toISOString();
  return { label: `Mute ${words}`, said: `Muted ${words}`, icon: 'bell-off', body: { mutedUntil } };
}

async function change(desk: SettingsDesk, row: ConversationView, { body, said }: Change): Promise<void> {
  const before = body.pinned === undefined ? pick(row, body) : { pinned: row.pinnedAt !== null };
  if (body.markedUnread) desk.marked(row.id);
  if (!(await changed(desk, row.id, body))) return;
  const undo = { label: 'Undo', run: () => void changed(desk, row.id, before) };
  desk.toasts.show(said, { action: undo });
}

async function changed(
  desk: SettingsDesk,
  conversationId: number,
  body: UpdateSettingsBody,
): Promise<boolean> {
  try {
    await desk.realtime.updateSettings(conversationId, body);
    return true;
  } catch (thrown) {
    desk.toasts.show(messageOf(toApiError(thrown)), { tone: 'danger' });
    return false;
  }
}

/** What is there now of what is about to change. An end of quiet that has passed is none. */
function pick(row: ConversationView, body: UpdateSettingsBody): UpdateSettingsBody {
  if (body.markedUnread !== undefined) return { markedUnread: row.markedUnread };
  return { mutedUntil: isMuted(row, Date.now()) ? row.mutedUntil : null };
}
