import { expect, it, vi } from 'vitest';
import type { SyncResult } from '#contract/realtime';
import { Engine } from './engine.ts';
import { ME, conversationView } from './testing/views.ts';
import { VirtualTimers } from './testing/virtual-timers.ts';

const CLOSED = '2026-11-20T08:00:00.000Z';

function engineWith(row = conversationView()) {
  const removed = vi.fn();
  const engine = new Engine({
    me: ME,
    timers: new VirtualTimers(),
    needSync: () => undefined,
    syncing: () => false,
    changed: () => undefined,
    presence: () => undefined,
    typing: { update: () => undefined },
    arrived: () => undefined,
    removed,
    outdated: () => undefined,
  });
  engine.addRow(row);
  return { engine, removed };
}

/** What a sync says of a thread in which nothing else is new. */
function synced(closedAt: string | null): SyncResult {
  const own = { markedUnread: false, mutedUntil: null, pinnedAt: null };
  const states = { 7: { ...own, members: {}, unreadCount: 0, presence: {}, closedAt } };
  return { changes: [], states, added: [], removed: [], more: false };
}

it('R8 lets go of a conversation the server says is no longer ours', () => {
  const { engine, removed } = engineWith();
  engine.receive({ event: 'conversation:removed', payload: { conversationId: 7 } });
  expect(removed).toHaveBeenCalledExactlyOnceWith(7);
  expect([...engine.rows.keys(), ...engine.known().keys()]).toEqual([]);
});

it('R8 learns by sync that a thread was closed, or opened again, while nobody could tell', () => {
  const { engine } = engineWith();
  engine.applySync(synced(CLOSED));
  expect(engine.rows.get(7)?.closedAt).toBe(CLOSED);
  engine.applySync(synced(null));
  expect(engine.rows.get(7)?.closedAt).toBeNull();
});

it('takes the word on closing even from a view with an older revision', () => {
  const { engine } = engineWith(conversationView({ rev: 5, lastSeq: 5 }));
  engine.addRow(conversationView({ rev: 4, lastSeq: 4, closedAt: CLOSED }));
  expect(engine.rows.get(7)).toMatchObject({ rev: 5, closedAt: CLOSED });
});
