import type { Rarity } from '#contract/enums';
import type { IconName } from '$ui/icon.ts';

const MEDALS: readonly IconName[] = [
  'calendar-check',
  'clipboard-check',
  'crown',
  'dumbbell',
  'flame',
  'medal',
  'message-circle',
];

/** The icon of an achievement by its name; a trophy for one this app does not know. */
export function medalOf(icon: string | null): IconName {
  return MEDALS.find((medal) => medal === icon) ?? 'trophy';
}

/** Rarities as they are written on screen. */
export const RARITY_WORDS: Readonly<Record<Rarity, string>> = {
  common: 'Common',
  rare: 'Rare',
  epic: 'Epic',
  legendary: 'Legendary',
};
