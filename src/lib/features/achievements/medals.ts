import CalendarCheck from '@lucide/svelte/icons/calendar-check';
import ClipboardCheck from '@lucide/svelte/icons/clipboard-check';
import Crown from '@lucide/svelte/icons/crown';
import Dumbbell from '@lucide/svelte/icons/dumbbell';
import Flame from '@lucide/svelte/icons/flame';
import Medal from '@lucide/svelte/icons/medal';
import MessageCircle from '@lucide/svelte/icons/message-circle';
import Trophy from '@lucide/svelte/icons/trophy';
import type { Rarity } from '#contract/enums';
import type { Glyph } from '$ui/icon.ts';

// Only what achievements are defined with: the whole icon set would outweigh the app.
const MEDALS: Readonly<Record<string, Glyph>> = {
  'calendar-check': CalendarCheck,
  'clipboard-check': ClipboardCheck,
  crown: Crown,
  dumbbell: Dumbbell,
  flame: Flame,
  medal: Medal,
  'message-circle': MessageCircle,
  trophy: Trophy,
};

/** The icon of an achievement by its name; a trophy for one this app does not know. */
export function medalOf(icon: string | null): Glyph {
  return MEDALS[icon ?? ''] ?? Trophy;
}

/** Rarities as they are written on screen. */
export const RARITY_WORDS: Readonly<Record<Rarity, string>> = {
  common: 'Common',
  rare: 'Rare',
  epic: 'Epic',
  legendary: 'Legendary',
};
