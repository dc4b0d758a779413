import { expect, it } from 'vitest';
import { fillReply, unknownFields } from './reply-fields.ts';

const use = {
  clientName: 'Maya Lindqvist',
  coachName: 'Rui Costa',
  timeZone: 'Pacific/Auckland',
  now: new Date('2026-06-10T20:00:00Z'),
  locale: 'en-GB',
};

it.each([
  ['Hi {first_name}, {coach_name} here.', 'Hi Maya, Rui Costa here.'],
  ['Happy {day}!', 'Happy Thursday!'],
  ['Until {date}', 'Until 11 June'],
  ['{First_Name} {FIRST_NAME}', 'Maya Maya'],
  ['3 {x 2} {} { day } sets', '3 {x 2} {} { day } sets'],
])('%s is read as %s, on the day it is where the client lives', (text, read) => {
  expect(fillReply(text, use)).toBe(read);
});

it.each([
  ['', 'Hi there'],
  ['maya@example.test', 'Hi there'],
  ['  Åsa ', 'Hi Åsa'],
  ['{day} $& Maya', 'Hi {day}'],
])('whoever is called %j is met with %s', (clientName, read) => {
  expect(fillReply('Hi {first_name}', { ...use, clientName })).toBe(read);
});

it.each([
  ['Hi {first_name} {day} {date} {coach_name}', []],
  ['Hi {name}, see {plan_1}', ['name', 'plan_1']],
  ['{ day } {} {3x} {a-b}', []],
])('in %s the words nothing is known for are %j', (text, unknown) => {
  expect(unknownFields(text)).toEqual(unknown);
});
