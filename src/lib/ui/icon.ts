import type Check from '@lucide/svelte/icons/check';

/** A Lucide icon component, as a deep import such as `@lucide/svelte/icons/check` gives it. */
export type Glyph = typeof Check;
