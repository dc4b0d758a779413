import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../../../../tests/support/temporary-folder.ts';
import { Pictures } from './pictures.ts';

it('draws one picture of each person at a time: nobody’s pictures hold up all others', async () => {
  const path = join(await temporaryFolder(), 'large.png');
  const background = { r: 200, g: 90, b: 30 };
  await sharp({ create: { width: 2_500, height: 2_500, channels: 3, background } })
    .png()
    .toFile(path);
  const pictures = new Pictures();
  const drawn: number[] = [];
  const draw = (ownerId: number) => pictures.develop(path, 'png', ownerId).then(() => drawn.push(ownerId));
  await Promise.all([1, 1, 1, 1, 1, 2].map(draw));
  expect(drawn).toHaveLength(6);
  expect(drawn.indexOf(2)).toBeLessThan(3);
});
