import { describe, expect, it } from 'vitest';
import type { ActOperation, History } from '../history.ts';
import {
  CLIENT,
  COACH,
  history,
  rulesOf,
  sent,
  shown,
  stored,
  storing,
  STRANGER,
  thread,
  viewOf,
} from './a-history.ts';
import { check } from './check.ts';

const one = stored(1, 'one');
const two = stored(2, 'two');
const three = stored(3, 'three');

describe('a run in which all went well', () => {
  it('holds', () => {
    expect(check(history())).toEqual({ violations: [], unfelt: [], result: 'held' });
  });

  it('is invalid, not green, when a fault was not felt', () => {
    const verdict = check(history({ faults: [{ kind: 'reset', evidence: undefined }] }));
    expect(verdict).toEqual({ violations: [], unfelt: ['reset'], result: 'invalid' });
  });
});

describe('what is stored', () => {
  it('R1: an acknowledged message that is not there is lost', () => {
    expect(rulesOf(storing([one, two]))).toEqual(['lost']);
  });

  it('a message its outbox had promised to send is lost when it never arrives', () => {
    const operations = [sent(one), sent(two), sent(three, { outcome: 'unknown', acknowledged: undefined })];
    expect(rulesOf({ ...storing([one, two]), operations })).toEqual(['lost']);
  });

  it('a message nobody promised, or that was refused, may be missing', () => {
    const never = sent(three, { outcome: 'unknown', acknowledged: undefined, promised: false });
    const refused = sent(three, { outcome: 'failed', acknowledged: undefined });
    for (const last of [never, refused])
      expect(rulesOf({ ...storing([one, two]), operations: [sent(one), sent(two), last] })).toEqual([]);
  });

  it('R2: the same message under two ids is doubled', () => {
    expect(rulesOf(storing([one, two, three, stored(4, 'three')]))).toEqual(['doubled']);
  });

  it('R2: a message that is stored otherwise than acknowledged has changed', () => {
    const operations = [sent(one), sent(two), sent(three, { acknowledged: { id: 103, seq: 9 } })];
    expect(rulesOf({ operations })).toEqual(['changed']);
  });

  it('what nobody sent, or sent elsewhere, is a phantom', () => {
    expect(rulesOf(storing([one, two, three, stored(4, 'who said that?')]))).toEqual(['phantom']);
    const operations = [sent(one), sent(two), sent(three, { senderId: CLIENT })];
    expect(rulesOf({ operations })).toEqual(['phantom']);
  });

  it('R8: what a stranger sent is never stored', () => {
    const fourth = stored(4, 'let me in', STRANGER);
    const operations = [sent(one), sent(two), sent(three), sent(fourth, { allowed: false })];
    expect(rulesOf({ ...storing([one, two, three, fourth]), operations })).toEqual(['foreign']);
  });

  it('R3: a hole in the numbers is found', () => {
    const conversation = { ...thread([one, two, three]), lastSeq: 4 };
    const views = [shown('coach/laptop', COACH, conversation), shown('client/phone', CLIENT, conversation)];
    expect(rulesOf({ conversations: [conversation], shown: views })).toEqual(['numbers']);
  });

  it('R3: what one tab wrote in another order is found', () => {
    const operations = [sent(one), sent(two, { nth: 3 }), sent(three, { nth: 2 })];
    expect(rulesOf({ operations })).toEqual(['order']);
  });
});

describe('what was done with messages', () => {
  const edit = (outcome: ActOperation['outcome'], text = 'three ~ 1', rev = 4): ActOperation => {
    return { act: { event: 'message:edit', messageId: 103, text }, userId: COACH, outcome, rev };
  };
  const deletion = (outcome: ActOperation['outcome']): ActOperation => {
    return { act: { event: 'message:delete', messageId: 103 }, userId: COACH, outcome, rev: 4 };
  };
  const thumb = (outcome: ActOperation['outcome'], on: boolean, rev = 4): ActOperation => {
    const act = { event: 'reaction:set', messageId: 103, emoji: '👍', on } as const;
    return { act, userId: CLIENT, outcome, rev };
  };
  const saying = (text: string) => storing([one, two, { ...three, text }]);
  const gone = storing([one, two, { ...three, text: '', deleted: true }]);
  const operations = [sent(one), sent(two), sent(three)];
  const liked = { ...thread([one, two, three]) };
  const likedViews = liked.fresh.map((view) =>
    view.id === 103 ? { ...view, reactions: [{ emoji: '👍', userIds: [CLIENT] }] } : view,
  );
  const under = (views: typeof likedViews): Partial<History> => {
    const conversation = { ...liked, fresh: views };
    const tabs = [shown('coach/laptop', COACH, conversation), shown('client/phone', CLIENT, conversation)];
    return { conversations: [conversation], shown: tabs };
  };

  it.each<[string, Partial<History>, readonly ActOperation[]]>([
    ['an edit that was acknowledged', saying('three ~ 1'), [edit('ok')]],
    ['one that may have been made', saying('three ~ 1'), [edit('unknown')]],
    ['or not', {}, [edit('unknown')]],
    ['the later of two', saying('three ~ 2'), [edit('ok'), edit('ok', 'three ~ 2', 5)]],
    ['one that came after', saying('three ~ 2'), [edit('ok'), edit('unknown', 'three ~ 2', 5)]],
    ['a deletion', gone, [deletion('ok'), edit('failed')]],
    ['an emoji', under(likedViews), [thumb('ok', false), thumb('ok', true, 5)]],
    ['one that may be there', under(likedViews), [thumb('unknown', true)]],
    ['one that was taken away', {}, [thumb('ok', true), thumb('ok', false, 5)]],
  ])('%s is as it should be', (_what, change, acts) => {
    expect(rulesOf({ operations, ...change, acts })).toEqual([]);
  });

  it.each<[string, Partial<History>, readonly ActOperation[], string]>([
    ['an acknowledged edit that is not there', {}, [edit('ok')], 'lost'],
    ['an earlier edit', saying('three ~ 1'), [edit('ok'), edit('ok', 'three ~ 2', 5)], 'lost'],
    ['an edit nobody made', saying('three ~ 9'), [], 'phantom'],
    ['an edit that was refused', saying('three ~ 1'), [edit('failed')], 'phantom'],
    ['an acknowledged deletion that is not there', {}, [deletion('ok')], 'lost'],
    ['a deletion nobody asked for', gone, [], 'phantom'],
    [
      'a deleted text that is kept',
      storing([one, two, { ...three, deleted: true }]),
      [deletion('ok')],
      'changed',
    ],
    ['an acknowledged emoji that is not there', {}, [thumb('ok', true)], 'lost'],
    ['an emoji nobody put there', under(likedViews), [], 'phantom'],
    ['one that was taken away', under(likedViews), [thumb('ok', true), thumb('ok', false, 5)], 'phantom'],
  ])('%s is found', (_what, change, acts, rule) => {
    expect(rulesOf({ operations, ...change, acts })).toEqual([rule]);
  });
});

describe('what devices show', () => {
  const conversation = thread([one, two, three]);
  const phone = shown('client/phone', CLIENT, conversation);
  const desk = shown('coach/laptop', COACH, conversation);

  it.each([
    ['lacks a message', { messages: [viewOf(one), viewOf(two)] }, 'diverged'],
    ['shows one twice', { messages: [viewOf(one), viewOf(two), viewOf(two), viewOf(three)] }, 'doubled'],
    ['shows another order', { messages: [viewOf(two), viewOf(one), viewOf(three)] }, 'diverged'],
    [
      'shows an old state (R4)',
      { messages: [viewOf(one), viewOf(two), { ...viewOf(three), rev: 9 }] },
      'diverged',
    ],
    ['is behind (R4)', { rev: 2 }, 'diverged'],
    ['counts otherwise', { unread: 9 }, 'diverged'],
    ['knows other marks (R6)', { members: { [COACH]: { deliveredSeq: 3, readSeq: 3 } } }, 'watermarks'],
    ['still wants to send', { pending: ['four'] }, 'stuck'],
  ])('a device that %s is found', (_what, change, rule) => {
    expect(rulesOf({ shown: [desk, { ...phone, ...change }] })).toEqual([rule]);
  });

  it('a device that does not know a thread of its person is found', () => {
    const other = { ...thread([]), id: 8, unread: {} };
    const memberships = [...history().memberships, { conversationId: 8, userId: CLIENT, until: undefined }];
    const conversations = [conversation, other];
    expect(rulesOf({ conversations, memberships })).toEqual(['diverged']);
  });
});

describe('what was told', () => {
  it('R6: a mark that went back is found', () => {
    const toldMarks = [{ conversationId: 7, userId: CLIENT, deliveredSeq: 3, readSeq: 2 }];
    expect(rulesOf({ toldMarks })).toEqual(['watermarks']);
  });

  it('R1: a message that was told and is not stored is a phantom', () => {
    const toldMessages = [{ id: 104, conversationId: 7, seq: 4, text: 'rolled back' }];
    expect(rulesOf({ toldMessages })).toEqual(['phantom']);
  });

  it('R8: a thread that reached a stranger has leaked', () => {
    const heard = [{ tab: 'stranger/phone', userId: STRANGER, conversationId: 7, first: 5, last: 5 }];
    expect(rulesOf({ heard })).toEqual(['leaked']);
  });

  it('R8: somebody who left may hear of a thread for a second, and no longer', () => {
    const memberships = [
      { conversationId: 7, userId: COACH, until: 10_000 },
      { conversationId: 7, userId: CLIENT, until: undefined },
    ];
    const heardAt = (last: number) => [
      { tab: 'coach/laptop', userId: COACH, conversationId: 7, first: 0, last },
    ];
    const views = history().shown.filter(({ userId }) => userId === CLIENT);
    expect(rulesOf({ memberships, shown: views, heard: heardAt(10_900) })).toEqual([]);
    expect(rulesOf({ memberships, shown: views, heard: heardAt(11_100) })).toEqual(['leaked']);
    // Their device has to let go of it, too.
    expect(rulesOf({ memberships, heard: heardAt(10_900) })).toEqual(['leaked']);
  });
});

describe('changes that were missed (R4)', () => {
  const gap = { tab: 'client/phone', conversationId: 7, fromRev: 5, at: 1_000 };

  it('a gap that is filled or asked about is as it should be', () => {
    const gaps = [
      { ...gap, closedAt: 1_100, closedBy: 'filled' as const },
      { ...gap, closedAt: 1_600, closedBy: 'asked' as const },
    ];
    expect(rulesOf({ gaps })).toEqual([]);
  });

  it('a gap nobody asks about, or much too late, is found', () => {
    expect(rulesOf({ gaps: [{ ...gap, closedAt: undefined, closedBy: undefined }] })).toEqual(['gap']);
    expect(rulesOf({ gaps: [{ ...gap, closedAt: 21_000, closedBy: 'asked' }] })).toEqual(['gap']);
  });

  it('R5: where no frame can be lost, one that was never sent is found', () => {
    const gaps = [{ ...gap, closedAt: 1_600, closedBy: 'asked' as const }];
    expect(rulesOf({ gaps, lossless: true })).toEqual(['gap']);
  });
});

describe('processes', () => {
  const life = { node: 'server1', complaints: [], unplanned: undefined, growth: undefined };
  const weight = (files: number, megabytes: number) => ({ files, megabytes });

  it.each([
    ['ended by itself', { ...life, unplanned: 'exit code 1' }],
    ['wrote a stack', { ...life, complaints: ['TypeError: x'] }],
    ['kept files', { ...life, growth: { before: weight(40, 100), after: weight(140, 100) } }],
    ['kept memory', { ...life, growth: { before: weight(40, 100), after: weight(40, 400) } }],
  ])('one that %s is found', (_what, server) => {
    expect(rulesOf({ servers: [server] })).toEqual(['process']);
  });

  it('an answer that is our fault is found', () => {
    expect(rulesOf({ internalErrors: ['sync of client/phone'] })).toEqual(['process']);
  });

  it('devices that heal too late, or never, are found', () => {
    expect(rulesOf({ healedWithin: 31_000 })).toEqual(['slow to heal']);
    expect(rulesOf({ healedWithin: undefined })).toEqual(['slow to heal']);
  });
});
