import { expect, it } from 'vitest';
import type { ConversationView } from '#contract/conversations';
import { inboxReason } from './inbox-reason.ts';

const COACH = 1;
const CLIENT = 2;
const NOW = Date.parse('2026-11-20T12:00:00Z');

function row(given: Partial<ConversationView>): ConversationView {
  return {
    id: 7,
    coach: { id: COACH, displayName: 'Dana Reyes', timeZone: 'Europe/Lisbon' },
    client: { id: CLIENT, displayName: 'Sam Okafor', timeZone: 'Europe/Lisbon' },
    lastSeq: 3,
    rev: 3,
    lastMessageAt: '2026-11-20T07:00:00.000Z',
    preview: { senderId: CLIENT, kind: 'text', text: 'Hi' },
    unreadCount: 0,
    markedUnread: false,
    mutedUntil: null,
    pinnedAt: null,
    members: {},
    presence: {},
    closedAt: null,
    ...given,
  };
}

function reason(given: Partial<ConversationView>) {
  return inboxReason(row(given), COACH, NOW);
}

it('counts what is unread', () => {
  expect(reason({ unreadCount: 1 })).toMatchObject({ tone: 'waiting', text: 'New message' });
  expect(reason({ unreadCount: 3 })).toMatchObject({ tone: 'waiting', text: '3 new messages' });
});

it('says that a check-in is there to review', () => {
  const preview = { senderId: CLIENT, kind: 'check_in', text: 'Check-in: 78.4 kg' } as const;
  expect(reason({ preview, unreadCount: 2 })).toMatchObject({
    icon: 'clipboard-check',
    text: 'Check-in to review',
  });
});

it('does not claim a check-in is unreviewed once it was read: it may be reviewed without a word', () => {
  const preview = { senderId: CLIENT, kind: 'check_in', text: 'Check-in: 78.4 kg' } as const;
  expect(reason({ preview })?.text).toBe('Check-in without a reply · 5\u00a0h');
});

it('says how long a read message has waited for an answer', () => {
  expect(reason({})).toMatchObject({
    icon: 'clock',
    tone: 'waiting',
    text: 'Waiting for your answer · 5\u00a0h',
  });
});

it('asks for nothing while the answer is with the other person, and points out a long silence', () => {
  const preview = { senderId: COACH, kind: 'text', text: 'How did it go?' } as const;
  expect(reason({ preview })).toBeUndefined();
  expect(reason({ preview, lastMessageAt: '2026-11-11T12:00:00.000Z' })).toMatchObject({
    tone: 'quiet',
    text: 'No answer for 9\u00a0d',
  });
});

it('is glad about an achievement, and wants nothing once it was seen', () => {
  const preview = { senderId: CLIENT, kind: 'achievement', text: 'First check-in' } as const;
  expect(reason({ preview, unreadCount: 1 })).toMatchObject({ tone: 'good' });
  expect(reason({ preview })).toBeUndefined();
});

it('notices a conversation in which nothing was said', () => {
  expect(reason({ preview: null, lastMessageAt: null })).toMatchObject({ icon: 'sparkles', tone: 'quiet' });
});
