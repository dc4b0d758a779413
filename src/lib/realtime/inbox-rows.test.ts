import { expect, it } from 'vitest';
import { matching } from './inbox-rows.ts';
import { conversationView, ME, OTHER } from './testing/views.ts';

const rows = ['Jonas Öberg', 'Chloé Martin', 'Sam Okafor'].map((displayName, index) => {
  return conversationView({ id: index + 1, client: { id: OTHER, displayName, timeZone: 'Europe/Lisbon' } });
});
const found = (typed: string) => matching(rows, typed, ME).map(({ client }) => client.displayName);

it.each([
  ['oberg', ['Jonas Öberg']],
  ['ÖBERG', ['Jonas Öberg']],
  ['chloe ', ['Chloé Martin']],
  ['o', ['Jonas Öberg', 'Chloé Martin', 'Sam Okafor']],
  ['zoe', []],
])('finds people by %s, with or without accents', (typed, names) => {
  expect(found(typed)).toEqual(names);
});
