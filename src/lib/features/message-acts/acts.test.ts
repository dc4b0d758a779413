import { expect, it } from 'vitest';
import type { MessageView } from '#contract/conversations';
import { ApiError } from '../../errors.ts';
import { ME, messageView, OTHER } from '../../realtime/testing/views.ts';
import { react, remove, saveEdit } from './acts.ts';
import type { ActingScreen } from './asked.ts';
import { patched } from './patches.ts';

/** A screen whose server answers when a test says so. */
function screenOf(message: MessageView) {
  const answers: { resolve: (rev: number) => void; reject: (error: unknown) => void }[] = [];
  const screen: ActingScreen = {
    thread: {
      messages: [message],
      act: () => new Promise((resolve, reject) => answers.push({ resolve, reject })),
    },
    patches: [],
    asked: undefined,
    editing: undefined,
    text: '',
    reply: () => undefined,
    edit(editing, text = editing.text) {
      Object.assign(screen, { editing, text });
    },
  };
  return { screen, answers, shown: (now = message) => patched(now, screen.patches) };
}

const mine = messageView(1, { senderId: ME, text: 'Squads' });
const put = { emoji: '👍', on: true, me: ME };

it('shows a reaction at once, and by the message itself once it is stored', async () => {
  const { screen, answers, shown } = screenOf(mine);
  const act = react(screen, mine, put);
  expect(shown().reactions).toEqual([{ emoji: '👍', userIds: [ME] }]);
  answers[0]?.resolve(2);
  await act;
  // The other person's came in between: nothing of the patch covers it.
  const reactions = [{ emoji: '👍', userIds: [ME, OTHER] }];
  expect(shown({ ...mine, rev: 2, reactions }).reactions).toEqual(reactions);
  expect(shown().reactions).toEqual([{ emoji: '👍', userIds: [ME] }]);
});

it('takes two quick presses in their order, and the last word away when it is refused', async () => {
  const { screen, answers, shown } = screenOf(mine);
  const on = react(screen, mine, put);
  const off = react(screen, mine, { ...put, on: false });
  expect(shown().reactions).toEqual([]);
  answers[1]?.reject(new ApiError('offline'));
  await expect(off).rejects.toMatchObject({ code: 'offline' });
  answers[0]?.resolve(2);
  await on;
  expect(shown().reactions).toEqual([{ emoji: '👍', userIds: [ME] }]);
});

it('brings a message back that could not be deleted', async () => {
  const { screen, answers, shown } = screenOf(mine);
  const act = remove(screen, mine);
  expect(shown()).toMatchObject({ text: '', deletedAt: mine.createdAt });
  answers[0]?.reject(new ApiError('timeout'));
  await expect(act).rejects.toMatchObject({ code: 'timeout' });
  expect(shown()).toEqual(mine);
});

it('puts a text that could not be saved back into the composer', async () => {
  const { screen, answers, shown } = screenOf(mine);
  Object.assign(screen, { editing: mine, text: ' Squats ' });
  const act = saveEdit(screen);
  expect(screen.editing).toBeUndefined();
  expect(shown()).toMatchObject({ text: 'Squats', editedAt: mine.createdAt });
  answers[0]?.reject(new ApiError('offline'));
  await expect(act).rejects.toMatchObject({ code: 'offline' });
  expect(screen).toMatchObject({ editing: mine, text: 'Squats' });
  expect(shown()).toEqual(mine);
});

it('does not bring up the text of a message that is deleted by now', async () => {
  const { screen, answers } = screenOf({ ...mine, text: '', deletedAt: mine.createdAt });
  Object.assign(screen, { editing: mine, text: 'Squats' });
  const act = saveEdit(screen);
  answers[0]?.reject(new ApiError('conflict'));
  await expect(act).rejects.toMatchObject({ code: 'conflict' });
  expect(screen.editing).toBeUndefined();
});

it('asks for nothing when nothing was changed', async () => {
  const { screen, answers } = screenOf(mine);
  Object.assign(screen, { editing: mine, text: 'Squads ' });
  await saveEdit(screen);
  expect(answers).toEqual([]);
});
