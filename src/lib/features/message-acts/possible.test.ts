import { expect, it } from 'vitest';
import { ME, messageView } from '../../realtime/testing/views.ts';
import { possible } from './possible.ts';

const now = new Date('2026-11-16T09:00:00Z');
const who = { me: ME, closed: false, now };
const mine = messageView(1, { senderId: ME });
const asks = (...given: Parameters<typeof possible>) => possible(...given).map(({ ask }) => ask);

it("offers everything on one's own text, and less of what is not", () => {
  expect(asks(mine, who)).toEqual(['reply', 'copy', 'edit', 'delete']);
  expect(asks(messageView(1), who)).toEqual(['reply', 'copy']);
  expect(asks({ ...mine, kind: 'check_in' }, who)).toEqual(['reply', 'copy']);
  expect(asks({ ...mine, text: '' }, who)).toEqual(['reply', 'edit', 'delete']);
});

it('no longer offers to edit after 24 hours, and history once there is some', () => {
  const later = { ...who, now: new Date('2026-11-17T08:00:01Z') };
  expect(asks({ ...mine, editedAt: mine.createdAt }, later)).toEqual(['reply', 'copy', 'history', 'delete']);
});

it('offers to read alone in a thread that has ended, and nothing of what is deleted', () => {
  expect(asks({ ...mine, editedAt: mine.createdAt }, { ...who, closed: true })).toEqual(['copy', 'history']);
  expect(asks({ ...mine, deletedAt: mine.createdAt }, who)).toEqual([]);
});
