import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

/** Notes everything on a page that should never happen, from before its first line runs. */
export async function watch(page: Page): Promise<() => Promise<void>> {
  const seen: string[] = [];
  page.on('dialog', (dialog) => {
    seen.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => seen.push(`error: ${error.message}`));
  page.on('popup', (popup) => seen.push(`popup: ${popup.url()}`));
  page.on('console', (message) => {
    if (/Content Security Policy|violat/i.test(message.text())) seen.push(`console: ${message.text()}`);
  });
  await page.addInitScript(
    `addEventListener('securitypolicyviolation', (event) =>
       (window.violations ??= []).push(event.violatedDirective + ' ' + event.blockedURI));`,
  );
  await page.reload();
  return async () => {
    expect(seen).toEqual([]);
    expect(await page.evaluate('window.pwned')).toBeUndefined();
    expect(await page.evaluate('window.violations ?? []')).toEqual([]);
  };
}
