import type { Act } from '../browser/interface.ts';
import type { Random } from '../random.ts';
import type { Stage } from '../stage/stage.ts';
import type { Tab } from '../stage/tab.ts';
import { editedText, originalOf } from '../versions.ts';

const EMOJI = ['👍', '💪', '🔥'] as const;

/** Refused for good: it was not done, and never will be. */
const FINAL: ReadonlySet<string> = new Set(['not_found', 'conflict', 'forbidden', 'invalid_input']);

/** Edits something the person wrote, in whichever tab. */
export function edit(stage: Stage, tab: Tab, conversationId: number, random: Random): void {
  const mine = ownTexts(tab, conversationId);
  if (mine.length === 0) return;
  const { id, text } = random.pick(mine);
  const which = stage.recorder.acts.length + 1;
  perform(stage, tab, { event: 'message:edit', messageId: id, text: editedText(originalOf(text), which) });
}

/** Takes back something the person wrote. Only what is known to be stored: afterwards nothing else tells what it was. */
export function takeBack(stage: Stage, tab: Tab, conversationId: number, random: Random): void {
  const mine = ownTexts(tab, conversationId).filter(
    ({ text }) => stage.recorder.operations.get(originalOf(text))?.acknowledged !== undefined,
  );
  if (mine.length > 0) perform(stage, tab, { event: 'message:delete', messageId: random.pick(mine).id });
}

/** Puts an emoji under anything, or takes it away. */
export function react(stage: Stage, tab: Tab, conversationId: number, random: Random): void {
  const on = random.chance(0.7);
  const emoji = random.pick(EMOJI);
  const shown = (tab.device.held(conversationId)?.messages ?? []).slice(-20);
  if (shown.length > 0)
    perform(stage, tab, { event: 'reaction:set', messageId: random.pick(shown).id, emoji, on });
}

function ownTexts(tab: Tab, conversationId: number) {
  const shown = tab.device.held(conversationId)?.messages ?? [];
  return shown
    .slice(-30)
    .filter(({ senderId, kind, deletedAt }) => senderId === tab.person.id && kind === 'text' && !deletedAt);
}

function perform(stage: Stage, tab: Tab, act: Act): void {
  const operation = stage.recorder.beginAct(act, tab.person.id);
  tab.device.act(act).then(
    (rev) => Object.assign(operation, { outcome: 'ok', rev }),
    (error: unknown) => {
      if (error instanceof Error && FINAL.has(error.message)) operation.outcome = 'failed';
    },
  );
}
