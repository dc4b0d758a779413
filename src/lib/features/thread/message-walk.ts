import { tick } from 'svelte';
import type { ThreadItem } from '../../realtime/thread-items.ts';
import type { ThreadScreen } from './thread-screen.svelte.ts';

/** Where the keyboard goes from a message. */
export type Walk = 'up' | 'down' | 'pageUp' | 'pageDown' | 'first' | 'last';

/**
 * Takes the keyboard from one message to another, drawn or not, and loads on at the ends of what is held. `from` is
 * undefined before the first step.
 */
export async function walk(
  screen: ThreadScreen,
  items: () => readonly ThreadItem[],
  from: string | undefined,
  where: Walk,
): Promise<void> {
  await reach(screen, keysOf(items()), from, where);
  await tick();
  const key = target(screen, keysOf(items()), from, where);
  if (key === undefined) return;
  const row = screen.scroll.row(key) ?? (await screen.scroll.toRow(key));
  const message = row?.querySelector<HTMLElement>('[data-key]');
  message?.focus({ preventScroll: true });
  message?.scrollIntoView({ block: 'nearest' });
}

/** Sees to it that what the keyboard goes to is held. */
async function reach(
  screen: ThreadScreen,
  keys: readonly string[],
  from: string | undefined,
  where: Walk,
): Promise<void> {
  const { thread } = screen;
  if (where === 'last') screen.toNewest();
  else if (from === undefined) return;
  else if (where === 'up' && from === keys[0] && thread.hasOlder) await screen.load(thread.older);
  else if (where === 'down' && from === keys.at(-1) && thread.hasNewer) await screen.load(thread.newer);
}

function keysOf(items: readonly ThreadItem[]): string[] {
  return items.flatMap((item) => ('position' in item ? item.key : []));
}

function target(
  { scroll }: ThreadScreen,
  keys: readonly string[],
  from: string | undefined,
  where: Walk,
): string | undefined {
  const at = from === undefined ? -1 : keys.indexOf(from);
  if (where === 'first') return keys[0];
  if (where === 'last' || at === -1) return keys.at(-1);
  if (where === 'pageUp' || where === 'pageDown')
    return scroll.keyAway(keys[at] ?? '', where === 'pageUp' ? -1 : 1);
  return keys[at + (where === 'up' ? -1 : 1)];
}
