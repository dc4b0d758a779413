import type { Locator } from '@playwright/test';
import sharp from 'sharp';

/** A picture as a camera would give it. */
function photo(): Promise<Buffer> {
  const background = { r: 43, g: 106, b: 80 };
  return sharp({ create: { width: 1_200, height: 900, channels: 3, background } })
    .jpeg()
    .toBuffer();
}

/** Pastes a picture into a field, as from a screenshot. */
export async function pastePhoto(field: Locator, name: string): Promise<void> {
  const base64 = (await photo()).toString('base64');
  // Runs in the page, whose types these files do not have.
  const paste = `(field) => {
    const bytes = Uint8Array.from(atob('${base64}'), (sign) => sign.charCodeAt(0));
    const clipboardData = new DataTransfer();
    clipboardData.items.add(new File([bytes], ${JSON.stringify(name)}, { type: 'image/jpeg' }));
    field.focus();
    field.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }`;
  await field.evaluate(`(${paste})(document.querySelector('textarea'))`);
}
