import type { ConversationView } from '#contract/conversations';
import type { ThreadSettings, UpdateSettingsBody } from '#contract/own-threads';
import type { Engine } from './engine.ts';
import type { RealtimeApi } from './client-deps.ts';
import type { Timers } from './timers.ts';

export interface OwnSettingsDeps {
  readonly engine: Engine;
  readonly api: Pick<RealtimeApi, 'updateSettings'>;
  readonly timers: Timers;
}

/** Shows a change of one's own settings of a thread at once. Rejects with an `ApiError`, and then shows what was before. */
export async function updateOwnSettings(
  { engine, api, timers }: OwnSettingsDeps,
  conversationId: number,
  change: UpdateSettingsBody,
): Promise<void> {
  const before = engine.rows.get(conversationId);
  const { pinned, ...rest } = change;
  const pin = pinned !== undefined && {
    pinnedAt: pinned ? new Date(timers.now()).toISOString() : null,
  };
  engine.say(conversationId, { ...rest, ...pin });
  try {
    engine.say(conversationId, settingsOf(await api.updateSettings(conversationId, change)));
  } catch (error) {
    if (before) engine.say(conversationId, settingsOf(before));
    throw error;
  }
}

function settingsOf({ markedUnread, mutedUntil, pinnedAt }: ConversationView): ThreadSettings {
  return { markedUnread, mutedUntil, pinnedAt };
}
