import type { MediaView } from '#contract/media';

/** In CSS pixels: what a bubble gives to pictures at most. */
const WIDTH = 320;
const HEIGHT = 380;
/** Narrower or wider pictures are cut to this, with the whole one a press away. */
const NARROWEST = 0.6;
const WIDEST = 2.4;
/** Of two, three, and more pictures together. */
const TOGETHER = [2, 1.5, 1];

type Sized = Pick<MediaView, 'kind' | 'width' | 'height'>;

/** Whether it is shown as a picture, not as a row. */
export function isPicture({ kind }: Sized): boolean {
  return kind === 'image' || kind === 'video';
}

/** The room that pictures take, known before any of them is loaded, so that nothing moves. */
export function frameOf(pictures: readonly Sized[]): { width: number; ratio: number } {
  const [first] = pictures;
  if (!first || pictures.length > 1) {
    const ratio = TOGETHER[Math.min(pictures.length, 4) - 2] ?? 1;
    return { width: WIDTH, ratio };
  }
  const { width, height } = first;
  const ratio = width && height ? Math.min(WIDEST, Math.max(NARROWEST, width / height)) : 4 / 3;
  return { width: Math.round(Math.min(WIDTH, HEIGHT * ratio)), ratio };
}
