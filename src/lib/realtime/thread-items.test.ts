import { expect, it } from 'vitest';
import { ME, messageView } from './testing/views.ts';
import { receiptState, threadItems } from './thread-items.ts';
import type { ThreadItem } from './thread-items.ts';

const options = { me: ME, timeZone: 'Europe/Lisbon', dividerSeq: null, members: {} };
const at = (time: string) => ({ createdAt: `2026-11-16T${time}:00.000Z` });
const pending = (
  state: 'saving' | 'sending' | 'failed',
  clientMessageId = 'p-1',
  kept: 'device' | 'tab' | 'memory' = 'device',
) => ({
  clientMessageId,
  conversationId: 7,
  text: 'on its way',
  files: [],
  replyToSeq: undefined,
  createdAt: '2026-11-16T09:00:00.000Z',
  state,
  error: undefined,
  kept,
});
const outline = (items: ThreadItem[]) =>
  items.map((item) => {
    if (item.type === 'message') return `${item.message.seq} ${item.position}`;
    if (item.type === 'pending') return `pending ${item.position}`;
    return item.type === 'day' ? item.day : item.type;
  });

it('groups messages of one sender within five minutes', () => {
  const items = threadItems(
    [
      messageView(1, at('08:00')),
      messageView(2, at('08:04')),
      messageView(3, at('08:08')),
      messageView(4, at('08:14')),
      messageView(5, { ...at('08:15'), senderId: ME }),
    ],
    [],
    options,
  );
  expect(outline(items)).toEqual([
    '2026-11-16',
    '1 first',
    '2 middle',
    '3 last',
    '4 single',
    '5 single',
    'receipt',
  ]);
});

it("begins a day where the reader's midnight is", () => {
  const messages = [messageView(1, at('23:58')), messageView(2, at('23:59'))];
  expect(outline(threadItems(messages, [], { ...options, timeZone: 'Asia/Tokyo' }))[0]).toBe('2026-11-17');
  const crossing = [messageView(1, at('23:59')), messageView(2, { createdAt: '2026-11-17T00:01:00.000Z' })];
  expect(outline(threadItems(crossing, [], options))).toEqual([
    '2026-11-16',
    '1 single',
    '2026-11-17',
    '2 single',
  ]);
});

it('puts the new-messages divider before the first unread message of somebody else', () => {
  const messages = [messageView(1), messageView(2, { senderId: ME }), messageView(3), messageView(4)];
  expect(outline(threadItems(messages, [], { ...options, dividerSeq: 1 }))).toEqual([
    '2026-11-16',
    '1 single',
    '2 single',
    'receipt',
    'divider',
    '3 first',
    '4 last',
  ]);
});

it('keeps the element of a message when it is stored', () => {
  const [, waiting] = threadItems([], [pending('sending', 'id-1')], options);
  const [, stored] = threadItems([messageView(1, { senderId: ME, clientMessageId: 'id-1' })], [], options);
  expect(waiting?.key).toBe(stored?.key);
});

it('shows a message once while both the thread and the outbox hold it', () => {
  const messages = [messageView(1, { senderId: ME, clientMessageId: 'p-1' })];
  expect(outline(threadItems(messages, [pending('sending')], options))).toEqual([
    '2026-11-16',
    '1 single',
    'receipt',
  ]);
});

it.each(['sending', 'failed'] as const)('says that the last own message is %s', (state) => {
  const items = threadItems([messageView(1)], [pending(state)], options);
  expect(items.at(-1)).toMatchObject({ type: 'receipt', state });
});

it('R6 reads the state of a message from the watermarks of the other person alone', () => {
  const marks = (deliveredSeq: number, readSeq: number) => ({
    [ME]: { deliveredSeq: 9, readSeq: 9 },
    2: { deliveredSeq, readSeq },
  });
  expect(receiptState(5, marks(4, 4), ME)).toBe('sent');
  expect(receiptState(5, marks(5, 4), ME)).toBe('delivered');
  expect(receiptState(5, marks(5, 5), ME)).toBe('read');
});

it('draws nothing for an empty thread', () => {
  expect(threadItems([], [], options)).toEqual([]);
});

it.each([
  ['nothing of a message that is not kept yet', pending('saving', 'p-1', 'memory'), 'saving'],
  ['that a kept message is on its way', pending('sending'), 'sending'],
  ['that closing the tab would lose a message', pending('sending', 'p-1', 'tab'), 'fragile'],
  ['that a message was refused', pending('failed', 'p-1', 'tab'), 'failed'],
])('says %s', (_what, item, state) => {
  expect(threadItems([], [item], options).at(-1)).toMatchObject({ type: 'receipt', state });
});
