import { AxeBuilder } from '@axe-core/playwright';
import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

/**
 * Fails with what is wrong and where, when axe finds anything serious or critical on the page in light or dark. The
 * dark theme differs in colours alone.
 */
export async function expectAccessible(page: Page, screen: string): Promise<void> {
  await page.emulateMedia({ colorScheme: 'light' });
  await expectClean(new AxeBuilder({ page }), `${screen}, light`);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectClean(new AxeBuilder({ page }).withRules(['color-contrast']), `${screen}, dark`);
}

async function expectClean(axe: AxeBuilder, screen: string): Promise<void> {
  const { violations } = await axe.analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  const told = grave.map(({ id, nodes }) => `${id}: ${nodes.map(lineOf).join('\n  ')}`);
  expect.soft(told, screen).toEqual([]);
}

/** The element and what is wrong with it, such as the two colours. */
function lineOf({ html, any }: { html: string; any: { message: string }[] }): string {
  return [html, ...any.map(({ message }) => message)].join(' ');
}
