import type { LaunchOptions, Locator, Page } from '@playwright/test';
import sharp from 'sharp';

/** For a file's `test.use`: a microphone that beeps, and that nobody has to allow. */
export const fakeMicrophone = {
  launchOptions: async (
    { launchOptions }: { launchOptions: LaunchOptions },
    use: (options: LaunchOptions) => Promise<void>,
  ) => {
    const fake = ['--use-fake-device-for-media-stream', '--use-fake-ui-for-media-stream'];
    await use({ ...launchOptions, args: [...(launchOptions.args ?? []), ...fake] });
  },
};

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

/** A file as `setInputFiles` takes it. */
export interface ChosenFile {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

/** What is used of a page's own types, which these files do not have. */
interface InPage {
  readonly DragEvent: new (type: string, init: object) => object;
}
interface Target {
  dispatchEvent(event: object): boolean;
}

/**
 * Drags these above something on the page, as from the desktop. Gives what lets go of them, which tells whether the app
 * took the matter in hand: else the browser would leave it and show the file.
 */
export async function dragFiles(
  onto: Locator,
  files: readonly ChosenFile[],
): Promise<() => Promise<boolean>> {
  const given = files.map(({ buffer, ...file }) => ({ ...file, base64: buffer.toString('base64') }));
  const page = onto.page();
  const dataTransfer = await page.evaluateHandle(`(() => {
    const data = new DataTransfer();
    for (const { name, mimeType, base64 } of ${JSON.stringify(given)}) {
      const bytes = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
      data.items.add(new File([bytes], name, { type: mimeType }));
    }
    return data;
  })()`);
  for (const type of ['dragenter', 'dragover']) await onto.dispatchEvent(type, { dataTransfer });
  const drop = (element: unknown, data: unknown) => {
    const { DragEvent } = globalThis as unknown as InPage;
    const event = new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true });
    return !(element as Target).dispatchEvent(event);
  };
  return () => onto.evaluate(drop, dataTransfer);
}

/** Chooses files in the composer. */
export async function chooseFiles(page: Page, files: readonly ChosenFile[]): Promise<void> {
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Attach files' }).click();
  await (await chooser).setFiles([...files]);
}

const FILM = `new Promise((resolve) => {
  const canvas = Object.assign(document.createElement('canvas'), { width: 320, height: 240 });
  const pen = canvas.getContext('2d');
  let frame = 0;
  const paint = setInterval(() => {
    pen.fillStyle = 'hsl(' + 9 * (frame += 1) + ' 60% 45%)';
    pen.fillRect(0, 0, 320, 240);
  }, 40);
  const recorder = new MediaRecorder(canvas.captureStream(25), { mimeType: 'video/webm;codecs=vp8' });
  recorder.addEventListener('dataavailable', ({ data }) => {
    clearInterval(paint);
    const reader = new FileReader();
    reader.addEventListener('load', () => resolve(reader.result.split(',')[1]));
    reader.readAsDataURL(data);
  });
  recorder.start();
  setTimeout(() => recorder.stop(), 1_500);
})`;

/** A second and a half of colours, as a browser records it. */
export async function film(page: Page): Promise<Buffer> {
  return Buffer.from(await page.evaluate<string>(FILM), 'base64');
}

/** A clock of at least so many seconds: on a busy machine a certain second may never be drawn. */
export const saidFor = (seconds: number) => new RegExp(`0:(0[${seconds}-9]|[1-5]\\d)`);
