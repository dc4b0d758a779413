import { expect, it } from 'vitest';
import { Swipe } from './swipe.ts';

/** As much of an element as a swipe moves. */
function element(): HTMLElement {
  return { style: {}, dataset: {} } as unknown as HTMLElement;
}

it('follows a finger to the right, means it once it is far, and goes back', () => {
  const article = element();
  const swipe = new Swipe(article, 100);
  swipe.move(30, 4);
  expect([article.style.translate, article.dataset['swiped'], swipe.far]).toEqual(['18px', 'near', false]);
  swipe.move(300, 4);
  expect([article.style.translate, article.dataset['swiped'], swipe.far]).toEqual(['76px', 'far', true]);
  swipe.end();
  expect([article.style.translate, article.dataset['swiped']]).toEqual(['', undefined]);
});

it.each([
  ['down', 100, [[4, 30]]],
  ['to the left', 100, [[-40, 0]]],
  ['aslant', 100, [[20, 15]]],
  [
    'down and only then to the right',
    100,
    [
      [2, 20],
      [90, 22],
    ],
  ],
  ["from the window's edge, which is the browser's", 8, [[90, 0]]],
] as const)('leaves a finger alone that goes %s', (_, startX, moves) => {
  const article = element();
  const swipe = new Swipe(article, startX);
  for (const [dx, dy] of moves) swipe.move(dx, dy);
  expect([article.style.translate, swipe.far]).toEqual([undefined, false]);
});
