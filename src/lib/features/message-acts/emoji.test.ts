import { expect, it } from 'vitest';
import { emoji as emojiSchema } from '#contract/message-acts';
import { findEmoji, QUICK } from './emoji.ts';

it('offers only what the server takes, each once', () => {
  const all = [...QUICK, ...findEmoji('').map(({ emoji }) => emoji)];
  expect(all.filter((emoji) => !emojiSchema.safeParse(emoji).success)).toEqual([]);
  const offered = findEmoji('').map(({ emoji }) => emoji);
  expect(new Set(offered).size).toBe(offered.length);
  expect(offered).toEqual(expect.arrayContaining([...QUICK]));
});

it('finds by the beginnings of words, and by the emoji itself', () => {
  expect(findEmoji('Thumbs u').map(({ emoji }) => emoji)).toEqual(['👍']);
  expect(findEmoji(' gym ').map(({ emoji }) => emoji)).toContain('💪');
  expect(findEmoji('🔥').map(({ name }) => name)).toEqual(['fire']);
  expect(findEmoji('xyzzy')).toEqual([]);
});
