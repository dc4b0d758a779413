import type { Locator, Page } from '@playwright/test';

/** The thread as a person finds it on the page. */
export interface ThreadOnScreen {
  readonly composer: Locator;
  readonly log: Locator;
  readonly messages: Locator;
  /** One message or card by what it says. */
  readonly message: (text: string | RegExp) => Locator;
  readonly say: (text: string) => Promise<void>;
}

export function threadOn(page: Page): ThreadOnScreen {
  const composer = page.getByRole('textbox', { name: 'Message' });
  const log = page.getByRole('log');
  const messages = log.getByRole('article');
  return {
    composer,
    log,
    messages,
    message: (text) => messages.filter({ hasText: text }),
    say: async (text) => {
      await composer.fill(text);
      await page.getByRole('button', { name: 'Send', exact: true }).click();
    },
  };
}

/** The rows of the coach's inbox. */
export function inboxRow(page: Page, name: string): Locator {
  return page.getByRole('tabpanel', { name: 'Conversations' }).getByRole('link', { name });
}

/** Opens the composer's `+` and chooses what to send. */
export async function sendSomethingElse(page: Page, what: string): Promise<Locator> {
  await page.getByRole('button', { name: 'Send something else' }).click();
  await page.getByRole('menuitem', { name: what }).click();
  return page.getByRole('dialog');
}

/** The card of an achievement in the thread. */
export function achievement(page: Page, name: string): Locator {
  return page
    .getByRole('log')
    .getByRole('group', { name: /^Achievement/ })
    .filter({ hasText: name });
}
