import type { Locator, Page } from '@playwright/test';

/** A picture that no other test has, as a browser makes one. */
export async function photo(page: Page, name: string): Promise<{ name: string; base64: string }> {
  const base64 = await page.evaluate(() => {
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [1_200, 900];
    const pen = canvas.getContext('2d');
    if (!pen) throw new Error('This browser draws nothing.');
    const colours = pen.createLinearGradient(0, 0, 1_200, 900);
    for (const [at, colour] of ['#2b6a50', '#e9b765', '#a83232'].entries())
      colours.addColorStop(at / 2, colour);
    pen.fillStyle = colours;
    pen.fillRect(0, 0, 1_200, 900);
    return canvas.toDataURL('image/jpeg').split(',')[1] ?? '';
  });
  return { name, base64 };
}

/** Pastes a picture, as from a screenshot. */
export async function paste(
  page: Page,
  field: Locator,
  file: { name: string; base64: string },
): Promise<void> {
  await field.focus();
  await page.evaluate(({ name, base64 }) => {
    const raw = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([raw], name, { type: 'image/jpeg' }));
    const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
    document.activeElement?.dispatchEvent(event);
  }, file);
}
