import { expect, it } from 'vitest';
import { findReplies } from './find-replies.ts';
import { slashAt } from './slash.ts';

const reply = (title: string, text = '') => ({ id: 1, title, text, attachments: [], updatedAt: '' });
const REPLIES = [
  reply('Bad day', 'Do the warm-up'),
  reply('Café plan', 'Choose the bowl'),
  reply('Plan change'),
  reply('Warm welcome'),
];

it.each([
  ['', ['Bad day', 'Café plan', 'Plan change', 'Warm welcome']],
  ['plan', ['Plan change', 'Café plan']],
  ['cafe', ['Café plan']],
  ['warm', ['Warm welcome', 'Bad day']],
  ['day bad', ['Bad day']],
  ['bowl', ['Café plan']],
  ['nothing like it', []],
])('%j finds beginnings of titles first, then titles, then texts: %j', (query, titles) => {
  expect(findReplies(REPLIES, query).map(({ title }) => title)).toEqual(titles);
});

it.each([
  ['/|', { start: 0, query: '' }],
  ['/wel|', { start: 0, query: 'wel' }],
  ['  /bad day|', { start: 2, query: 'bad day' }],
  ['Hi\n/wel|come', { start: 3, query: 'wel' }],
  ['and/or|', undefined],
  ['Hi /wel|', undefined],
  ['/wel\n|', undefined],
  ['|/wel', undefined],
  ['/ or|', undefined],
  ['//|', undefined],
  [`/${'x'.repeat(41)}|`, undefined],
])('%j is a search: %j', (typed, slash) => {
  expect(slashAt(typed.replace('|', ''), typed.indexOf('|'))).toEqual(slash);
});
