import { expect, it } from 'vitest';
import type { Tx } from '#server/platform/postgres';
import { phrasesOf } from '../query.ts';
import type { Searchable } from '../searchable.ts';
import { Patience } from './patience.ts';
import { hitsAmong } from './read-hits.ts';

/** Numbers have no stems: nobody is asked for them. */
const nobody: unknown = undefined;
const tx = nobody as Tx;
const wanted = {
  ...{ phrases: phrasesOf('7'), kind: undefined, from: undefined, until: undefined },
  stems: new Map(),
};

const texts = (count: number, text: string): Searchable[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ messageId: count - index, conversationId: 1, seq: count - index, rev: 1, senderId: 1 },
    ...{ kind: 'text', createdAt: new Date(0), deleted: false, content: text, files: [] },
  }));

it('lets others have their turn while it looks through long texts', async () => {
  let turns = 0;
  const turn = () => {
    turns += 1;
    next = setImmediate(turn);
  };
  let next = setImmediate(turn);
  const hits = await hitsAmong(tx, texts(40, '7 '.repeat(5_000)), { wanted, patience: new Patience() });
  clearImmediate(next);
  expect(hits).toHaveLength(40);
  expect(turns).toBeGreaterThanOrEqual(10);
});

it('reads so much text and no more, the first ones first, and then has no patience for any', async () => {
  const patience = new Patience(1_000);
  const hits = await hitsAmong(tx, texts(10, '7 '.repeat(150)), { wanted, patience });
  expect(hits.map((hit) => hit.message.messageId)).toEqual([10, 9, 8]);
  expect(patience.isOver).toBe(true);
  expect(patience.take([1, 2, 3])).toEqual([]);
});
