import { expect } from '@playwright/test';
import type { Locator } from '@playwright/test';
import { folded } from './hostile.ts';

/** Waits until all of them stand there as they were written. */
export async function shows(place: Locator, texts: readonly string[]): Promise<void> {
  await expect
    .poll(
      async () => {
        const shown = folded((await place.allTextContents()).join('\n'));
        return texts.filter((text) => !shown.includes(folded(text)));
      },
      { intervals: [50, 100, 250, 500] },
    )
    .toEqual([]);
}
